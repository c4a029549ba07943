package openbell.worker.engine.portfolio;

import java.time.LocalDate;

/// Cash, money that is on its way, and the value of a fund unit.
final class Account {
  private final Calendar calendar;
  private final CapitalPlan.Sizing sizing;
  private final double[] flows;
  private final double[] units;
  private double usable;
  private double onItsWay;
  private double equityBefore;
  private double unit;
  private boolean undeployed = true;

  Account(CapitalPlan plan, Calendar calendar) {
    this.calendar = calendar;
    this.sizing = plan.sizing();
    this.flows = new double[calendar.size()];
    this.units = new double[calendar.size()];
    this.usable = plan.initialCapital();
    this.equityBefore = plan.initialCapital();
    this.unit = sizing instanceof CapitalPlan.Contributions c ? c.firstUnitValue() : 1;
  }

  /// All cash, settled or not.
  double cash() {
    return usable + onItsWay;
  }

  /// Cash that orders may use.
  double usable() {
    return usable;
  }

  void add(double money) {
    usable += money;
  }

  /// True while money has become usable that no order has been made for.
  boolean undeployed() {
    return undeployed;
  }

  void deployed() {
    undeployed = false;
  }

  /// New money of bar `i`, and money of earlier bars that becomes usable.
  ///
  /// @param sold true when a sale has just brought money back
  void contribute(int i, boolean sold) {
    if (!(sizing instanceof CapitalPlan.Contributions plan)) {
      return;
    }
    if (i > 0 && startsPeriod(i, plan.yearly())) {
      flows[i] = plan.amount();
      onItsWay += plan.amount();
    }
    int arrived = i - plan.settlementBars();
    if (arrived >= 0 && flows[arrived] > 0) {
      usable += flows[arrived];
      onItsWay -= flows[arrived];
      undeployed = true;
    }
    undeployed |= sold;
  }

  private boolean startsPeriod(int i, boolean yearly) {
    LocalDate now = LocalDate.ofEpochDay(calendar.days()[i]);
    LocalDate before = LocalDate.ofEpochDay(calendar.days()[i - 1]);
    return now.getYear() != before.getYear()
        || (!yearly && now.getMonthValue() != before.getMonthValue());
  }

  /// Flows never enter returns: the unit grows by what the money earned.
  void value(int i, double equity) {
    unit *= equity / (equityBefore + flows[i]);
    units[i] = unit;
    equityBefore = equity;
  }

  double[] flows() {
    return flows;
  }

  double[] units() {
    return units;
  }
}
