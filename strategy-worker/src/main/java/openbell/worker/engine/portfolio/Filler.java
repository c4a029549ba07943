package openbell.worker.engine.portfolio;

/// Turns waiting orders into fills, sells before buys.
final class Filler {
  private final Setting setting;
  private final State state;
  private final Journal journal;
  private final Tariff tariff;

  Filler(Setting setting, State state, Journal journal) {
    this.setting = setting;
    this.state = state;
    this.journal = journal;
    this.tariff = setting.tariff();
  }

  /// Fills what can be filled on day `i`; an order whose symbol has no bar, or no price above 0,
  /// waits.
  void fill(int i, boolean atOpen) {
    if (!state.orders().isEmpty()) {
      fill(i, atOpen, false);
      fill(i, atOpen, true);
    }
  }

  private void fill(int i, boolean atOpen, boolean buys) {
    Orders orders = state.orders();
    for (int at = 0; at < orders.size(); at++) {
      Order order = orders.get(at);
      int row = order.buy() == buys ? setting.calendar().row(order.symbol(), i) : -1;
      if (row < 0) {
        continue;
      }
      double price = atOpen ? setting.open(order.symbol(), row) : setting.close(order.symbol(), i);
      if (price > 0 && price < Double.POSITIVE_INFINITY) {
        orders.remove(at--);
        journal.filling(order.symbol(), row);
        if (buys) {
          buy(order, i, row, price);
        } else {
          sell(order, i, row, price);
        }
      }
    }
  }

  private void sell(Order order, int i, int row, double market) {
    double price = tariff.sellPrice(market);
    double value = order.quantity() * price;
    double fee = tariff.sellFee(value, order.quantity());
    if (setting.resizes() && fee > value && fee - value > state.usable()) {
      journal.skipped(i, order.symbol(), Notes.Reason.FEE);
      return;
    }
    Fill fill = fill(order, i, -order.quantity(), price, fee);
    Book book = state.books()[order.symbol()];
    if (book.sell(fill)) {
      journal.traded(book.trade(fill, row));
    }
    state.sold(value - fee);
    state.paid(fee, order.quantity() * (market - price));
    journal.filled(order.symbol(), fill);
  }

  private void buy(Order order, int i, int row, double market) {
    double price = tariff.buyPrice(market);
    double wanted = order.wanted(price, tariff);
    double quantity =
        setting.resizes()
            ? tariff.affordable(wanted, price, state.usable() - order.buffer())
            : wanted;
    if (quantity <= 0) {
      journal.skipped(i, order.symbol(), Notes.Reason.NO_CASH);
      return;
    }
    double value = quantity * price;
    double fee = tariff.buyFee(value, quantity);
    Fill fill = fill(order, i, quantity, price, fee);
    state.books()[order.symbol()].buy(fill, row);
    state.bought(value + fee);
    state.paid(fee, quantity * (price - market));
    journal.filled(order.symbol(), fill);
  }

  private Fill fill(Order order, int i, double quantity, double price, double fee) {
    String symbol = setting.symbol(order.symbol());
    return new Fill(i, setting.calendar().day(i), symbol, quantity, price, fee);
  }
}
