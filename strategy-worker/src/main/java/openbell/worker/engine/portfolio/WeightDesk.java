package openbell.worker.engine.portfolio;

import openbell.model.signal.SignalAction;
import openbell.worker.engine.portfolio.CapitalPlan.Rebalance;

/// Restores target weights from time to time, and sells what its sell signal says on any day.
///
/// A symbol without a bar keeps its quantity.
final class WeightDesk implements Desk {
  /// A quantity that is off by less than this fraction is on target: the rest is rounding, which
  /// must not become an order.
  private static final double ON_TARGET = 1e-9;

  private final Setting setting;
  private final State state;
  private final Journal journal;
  private final Rebalance rebalance;
  private final Dues dues;
  private final Weigher weigher;
  private final Purchases purchases;
  private final double[] weights;

  WeightDesk(Setting setting, State state, Journal journal, CapitalPlan.Weights plan) {
    this.setting = setting;
    this.state = state;
    this.journal = journal;
    this.rebalance = plan.rebalance();
    this.dues = new Dues(rebalance.frequency());
    this.weigher = new Weigher(setting, plan.scheme());
    this.purchases = new Purchases(setting, state, journal);
    this.weights = new double[setting.symbols()];
  }

  @Override
  public void decide(int i) {
    double cash = state.usable();
    double equity = state.cash() + setting.worth(state.books(), i);
    boolean due = isDue(i);
    if (due || followsDrift()) {
      weigher.weigh(i, weights);
      due = due || hasDrifted(i, equity);
    }
    for (int s = 0; s < weights.length; s++) {
      int row = setting.calendar().row(s, i);
      if (row >= 0) {
        decide(s, row, due, equity);
      }
    }
    if (!purchases.isEmpty()) {
      purchases.order(i, equity, cash);
    }
  }

  private void decide(int s, int row, boolean due, double equity) {
    if (!state.orders().isEmpty() && state.orders().waitsFor(s)) {
      journal.repeated(s, row);
    } else if (setting.sells(s, row)) {
      adjust(s, row, 0);
    } else if (due) {
      adjust(s, row, target(s, row, equity));
    }
  }

  private boolean followsDrift() {
    return rebalance.drift() < Double.POSITIVE_INFINITY;
  }

  private boolean isDue(int i) {
    Calendar calendar = setting.calendar();
    return i == 0 ? rebalance.onFirstBar() : dues.begins(calendar.day(i - 1), calendar.day(i));
  }

  private boolean hasDrifted(int i, double equity) {
    for (int s = 0; s < weights.length; s++) {
      if (setting.calendar().row(s, i) >= 0) {
        double quantity = state.books()[s].quantity();
        double weight = quantity > 0 ? quantity * setting.close(s, i) / equity : 0;
        if (Math.abs(weight - weights[s]) > rebalance.drift()) {
          return true;
        }
      }
    }
    return false;
  }

  /// What the weight is in pieces; what is held where that cannot be said.
  private double target(int s, int row, double equity) {
    double target = weights[s] * equity / setting.closes(s)[row];
    return target >= 0 && target < Double.POSITIVE_INFINITY
        ? setting.tariff().wholeLots(target)
        : state.books()[s].quantity();
  }

  private void adjust(int s, int row, double target) {
    Book book = state.books()[s];
    double change = target - book.quantity();
    if (Math.abs(change) <= ON_TARGET * Math.max(target, book.quantity())) {
      return;
    }
    if (target == 0) {
      if (book.ripe(row, setting.execution().minHoldBars())) {
        Desk.exit(state, journal, s, row);
      }
    } else if (change < 0) {
      journal.decided(s, row, SignalAction.REDUCE);
      state.orders().add(Order.sell(s, -change));
    } else if (book.held() || book.rested(row, setting.execution().cooldownBars())) {
      purchases.want(s, change, 0);
    }
  }

  @Override
  public int next(int i) {
    if (!state.orders().isEmpty() || followsDrift()) {
      return i + 1;
    }
    Calendar calendar = setting.calendar();
    int next = calendar.indexAtOrAfter(dues.next(calendar.day(i)));
    for (int s = 0; s < weights.length && next > i + 1; s++) {
      if (state.books()[s].held()) {
        next = Math.min(next, setting.nextSell(s, i));
      }
    }
    return next;
  }
}
