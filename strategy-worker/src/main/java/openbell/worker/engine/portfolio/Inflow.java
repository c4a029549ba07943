package openbell.worker.engine.portfolio;

import openbell.worker.engine.rule.Signals;

/// Brings new money on the first bar of each period, and makes it usable some bars later.
final class Inflow {
  private final Calendar calendar;
  private final State state;
  private final Dues dues;
  private final double amount;
  private final int settlementBars;

  Inflow(Setting setting, State state) {
    this.calendar = setting.calendar();
    this.state = state;
    CapitalPlan.Sizing sizing = setting.plan().sizing();
    if (sizing instanceof CapitalPlan.Contributions regular && regular.amount() > 0) {
      this.dues = new Dues(regular.frequency());
      this.amount = regular.amount();
      this.settlementBars = regular.settlementBars();
    } else {
      this.dues = new Dues(Frequency.NONE);
      this.amount = 0;
      this.settlementBars = 0;
    }
  }

  /// Takes in the new money of day `i`, and makes that of earlier days usable.
  void arrive(int i) {
    if (arrivesOn(i) > 0) {
      state.announce();
    }
    if (arrivesOn(i - settlementBars) > 0) {
      state.settle();
    }
  }

  /// The money that arrives on day `i`.
  double arrivesOn(int i) {
    boolean arrives = amount > 0 && i > 0 && dues.begins(calendar.day(i - 1), calendar.day(i));
    return arrives ? amount : 0;
  }

  /// The first day after `i` on which money arrives or becomes usable.
  int next(int i) {
    if (amount == 0) {
      return Signals.NEVER;
    }
    return state.awaitsMoney() ? i + 1 : calendar.indexAtOrAfter(dues.next(calendar.day(i)));
  }
}
