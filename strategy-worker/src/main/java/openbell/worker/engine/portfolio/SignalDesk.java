package openbell.worker.engine.portfolio;

import openbell.model.portfolio.Execution;
import openbell.model.signal.SignalAction;
import openbell.worker.engine.rule.Signals;

/// Trades on signals alone.
///
/// Flat, buy true and sell not true: entry. Long and sell true: exit of everything. Sell wins.
/// Where new money arrives, buy true also increases what is held while that money is idle.
final class SignalDesk implements Desk {
  private final Setting setting;
  private final State state;
  private final Journal journal;
  private final Inflow inflow;
  private final Purchases purchases;
  private final boolean regular;
  private final int[] quietUntil;
  private final boolean[] heldThen;

  SignalDesk(Setting setting, State state, Journal journal, Inflow inflow) {
    this.setting = setting;
    this.state = state;
    this.journal = journal;
    this.inflow = inflow;
    this.purchases = new Purchases(setting, state, journal);
    this.regular = setting.plan().sizing() instanceof CapitalPlan.Contributions;
    this.quietUntil = new int[setting.symbols()];
    this.heldThen = new boolean[quietUntil.length];
  }

  @Override
  public void decide(int i) {
    double cash = state.usable();
    double equity = Double.NaN;
    for (int s = 0; s < setting.symbols(); s++) {
      int row = isQuiet(s, i) ? -1 : setting.calendar().row(s, i);
      if (row < 0) {
        continue;
      }
      if (!state.orders().isEmpty() && state.orders().waitsFor(s)) {
        journal.repeated(s, row);
        continue;
      }
      SignalAction action = action(s, row);
      if (action == SignalAction.EXIT) {
        Desk.exit(state, journal, s, row);
      } else if (action == SignalAction.ENTER) {
        equity = purchases.isEmpty() ? state.cash() + setting.worth(state.books(), i) : equity;
        want(s, i, amount(equity, cash));
      }
    }
    if (!purchases.isEmpty()) {
      purchases.order(i, equity, cash);
    }
  }

  /// `ENTER` stands for every buy.
  private SignalAction action(int s, int row) {
    Book book = state.books()[s];
    Execution execution = setting.execution();
    boolean sell = setting.sells(s, row);
    boolean buy = !sell && (!regular || state.undeployed()) && setting.buys(s, row);
    if (!book.held()) {
      return buy && book.rested(row, execution.cooldownBars())
          ? SignalAction.ENTER
          : SignalAction.FLAT;
    }
    if (sell && book.ripe(row, execution.minHoldBars())) {
      return SignalAction.EXIT;
    }
    return buy && regular ? SignalAction.ENTER : SignalAction.HOLD;
  }

  private double amount(double equity, double cash) {
    return switch (setting.plan().sizing()) {
      case CapitalPlan.OfEquity(double fraction) ->
          setting.resizes() ? fraction * equity : Math.min(fraction * equity, cash);
      case CapitalPlan.OfCash(double fraction) -> fraction * cash;
      case CapitalPlan.Contributions regularly -> regularly.fraction() * cash;
      case CapitalPlan.OfMoney(double amount) -> amount;
      case CapitalPlan.Weights _ -> throw new IllegalStateException("weights have their own desk");
    };
  }

  private void want(int s, int i, double amount) {
    boolean later = setting.execution().sizeAt() == Execution.SizeAt.FILL_PRICE;
    purchases.want(s, later ? 0 : setting.tariff().wholeLots(amount / setting.close(s, i)), amount);
  }

  @Override
  public int next(int i) {
    if (!state.orders().isEmpty()) {
      return i + 1;
    }
    int next = inflow.next(i);
    for (int s = 0; s < quietUntil.length && next > i + 1; s++) {
      if (!isQuiet(s, i)) {
        look(s, i);
      }
      next = Math.min(next, quietUntil[s]);
    }
    return next;
  }

  /// True when an earlier look ahead found nothing for this day, and the symbol is held, or not, as
  /// it was then. Idle money changes what counts, so that with new money nothing is remembered.
  private boolean isQuiet(int s, int i) {
    return quietUntil[s] > i && heldThen[s] == state.books()[s].held() && !regular;
  }

  private void look(int s, int i) {
    boolean held = state.books()[s].held();
    boolean mayBuy = regular ? state.undeployed() : !held;
    int sell = held ? setting.nextSell(s, i) : Signals.NEVER;
    int buy = mayBuy ? setting.nextBuy(s, i) : Signals.NEVER;
    quietUntil[s] = Math.min(buy, sell);
    heldThen[s] = held;
  }
}
