package openbell.worker.engine.metric;

import openbell.worker.engine.portfolio.Simulation;

/// The yearly rate at which what was put in grows to what is there.
final class MoneyWeighted {
  private static final int HALVINGS = 200;

  private MoneyWeighted() {}

  /// The rate between -99.99 % and 10,000 % that solves it, `NaN` when there is none.
  static double rate(double initial, Simulation run) {
    double low = -0.9999;
    double high = 100;
    double atLow = present(low, initial, run);
    if (atLow * present(high, initial, run) > 0) {
      return Double.NaN;
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      double value = present(middle, initial, run);
      if (value * atLow > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double present(double rate, double initial, Simulation run) {
    int[] days = run.calendar().days();
    double sum = -initial;
    for (int t = 0; t < days.length; t++) {
      double flow = t == days.length - 1 ? run.equity()[t] - run.flow()[t] : -run.flow()[t];
      if (flow != 0) {
        sum += flow * Math.pow(1 + rate, -(days[t] - days[0]) / 365.25);
      }
    }
    return sum;
  }
}
