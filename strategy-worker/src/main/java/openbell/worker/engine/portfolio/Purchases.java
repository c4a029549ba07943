package openbell.worker.engine.portfolio;

import openbell.model.signal.SignalAction;
import org.jspecify.annotations.Nullable;

/// The buys that are wanted at a close, and which of them places and cash allow.
final class Purchases {
  private final Setting setting;
  private final State state;
  private final Journal journal;
  private final Ranking ranking;
  private final Tariff tariff;
  private final int[] wanting;
  private final double[] quantities;
  private final double[] amounts;
  private int count;

  Purchases(Setting setting, State state, Journal journal) {
    this.setting = setting;
    this.state = state;
    this.journal = journal;
    this.ranking = new Ranking(setting);
    this.tariff = setting.tariff();
    this.wanting = new int[setting.symbols()];
    this.quantities = new double[wanting.length];
    this.amounts = new double[wanting.length];
  }

  boolean isEmpty() {
    return count == 0;
  }

  /// @param quantity fixed quantity, or 0 when the fill price decides
  /// @param amount money for the buy
  void want(int s, double quantity, double amount) {
    wanting[count++] = s;
    quantities[s] = quantity;
    amounts[s] = amount;
  }

  /// Makes orders of what was wanted, best ranked first, and says which symbols get none.
  ///
  /// @param equity value of the portfolio at the close of day `i`
  /// @param cash usable before today's orders
  void order(int i, double equity, double cash) {
    ranking.sort(wanting, count, i);
    double buffer = setting.plan().cashBuffer() * equity;
    double left = leftAfterWaiting(i, cash);
    int places = places();
    for (int k = 0; k < count; k++) {
      int s = wanting[k];
      boolean entry = !state.books()[s].held();
      boolean full = entry && places <= 0;
      double close = setting.close(s, i);
      double wanted = quantities[s] > 0 ? quantities[s] : tariff.wholeLots(amounts[s] / close);
      double cost = full ? 0 : cost(wanted, close, left - buffer);
      Notes.Reason refusal = refusal(full, wanted, cost, left);
      // Where orders are rejected, also for a dropped one: the figure stays negative until a sell
      // brings it back.
      left -= cost;
      decide(s, i, entry, refusal);
      if (refusal == null) {
        places -= entry ? 1 : 0;
        state.orders().add(new Order(s, true, quantities[s], amounts[s], buffer));
        state.deployed();
      }
    }
    count = 0;
  }

  private void decide(int s, int i, boolean entry, Notes.@Nullable Reason refusal) {
    int row = setting.calendar().row(s, i);
    if (refusal != null) {
      journal.skipped(i, s, refusal);
      return;
    }
    journal.decided(s, row, entry ? SignalAction.ENTER : SignalAction.INCREASE);
    if (entry) {
      state.books()[s].entryDecided(row);
    }
  }

  /// What a buy would cost at this close, resized to the cash where that is the rule.
  private double cost(double wanted, double close, double cash) {
    double price = setting.resizes() ? tariff.buyPrice(close) : close;
    double quantity = setting.resizes() ? tariff.affordable(wanted, price, cash) : wanted;
    return tariff.cost(quantity, price);
  }

  private Notes.@Nullable Reason refusal(boolean full, double wanted, double cost, double left) {
    if (full) {
      return Notes.Reason.NO_PLACE;
    }
    if (wanted <= 0) {
      return Notes.Reason.NO_LOT;
    }
    boolean unpaid = setting.resizes() ? cost <= 0 : left - cost < 0;
    return unpaid ? Notes.Reason.NO_CASH : null;
  }

  /// Cash after all orders that wait, at close prices.
  private double leftAfterWaiting(int i, double cash) {
    double left = cash;
    for (int at = 0; at < state.orders().size(); at++) {
      Order order = state.orders().get(at);
      double close = setting.close(order.symbol(), i);
      if (order.buy()) {
        double price = setting.resizes() ? tariff.buyPrice(close) : close;
        left -= tariff.cost(order.wanted(close, tariff), price);
      } else {
        double value = order.quantity() * (setting.resizes() ? tariff.sellPrice(close) : close);
        left += value - tariff.sellFee(value, order.quantity());
      }
    }
    return left;
  }

  /// How many more symbols may be held: waiting entries take a place, waiting exits free one.
  private int places() {
    int places = setting.plan().maxPositions();
    for (Book book : state.books()) {
      places -= book.held() ? 1 : 0;
    }
    for (int at = 0; at < state.orders().size(); at++) {
      Order order = state.orders().get(at);
      Book book = state.books()[order.symbol()];
      if (order.buy()) {
        places -= book.held() ? 0 : 1;
      } else {
        places += order.quantity() >= book.quantity() ? 1 : 0;
      }
    }
    return places;
  }
}
