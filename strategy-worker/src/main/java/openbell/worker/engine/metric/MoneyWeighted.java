package openbell.worker.engine.metric;

import openbell.worker.engine.portfolio.Simulation;

/// The yearly rate at which what was put in grows to what is there.
final class MoneyWeighted {
  /// Newton's steps; five are usual, and a step that leaves the bracket halves it instead.
  private static final int MOST_STEPS = 100;

  // Logarithms of the yearly growth: from losing 99.99 % to 101 times the money.
  private static final double LOWEST = Math.log(0.0001);
  private static final double HIGHEST = Math.log(101);

  private final double[] flow;
  private final double[] years;
  private int count;

  // Of the last rate that was tried.
  private double value;
  private double slope;

  private MoneyWeighted(int most) {
    flow = new double[most];
    years = new double[most];
  }

  /// The rate between -99.99 % and 10,000 % that solves it, `NaN` when there is none.
  static double rate(double initial, Simulation run) {
    int[] days = run.calendar().days();
    int n = days.length;
    MoneyWeighted flows = new MoneyWeighted(n + 1);
    flows.add(-initial, 0);
    for (int t = 0; t < n - 1; t++) {
      flows.add(-run.flow()[t], (days[t] - days[0]) / Curve.DAYS_PER_YEAR);
    }
    double last = run.equity()[n - 1] - run.flow()[n - 1];
    flows.add(last, (days[n - 1] - days[0]) / Curve.DAYS_PER_YEAR);
    return flows.solve();
  }

  private void add(double money, double after) {
    if (money != 0) {
      flow[count] = money;
      years[count++] = after;
    }
  }

  private double solve() {
    double low = LOWEST;
    double high = HIGHEST;
    present(high);
    double atHigh = value;
    present(low);
    double atLow = value;
    // Not `< 0`: `NaN` has no solution either.
    if (!(atLow * atHigh <= 0)) {
      return Double.NaN;
    }
    double rate = 0;
    for (int i = 0; i < MOST_STEPS; i++) {
      present(rate);
      if (value * atLow > 0) {
        low = rate;
      } else {
        high = rate;
      }
      double next = rate - value / slope;
      next = next > low && next < high ? next : (low + high) / 2;
      if (Math.abs(next - rate) < 1e-15 || high - low < 1e-15) {
        break;
      }
      rate = next;
    }
    return Math.expm1(rate);
  }

  /// Present value of all flows at a rate, and how it changes with the rate.
  private void present(double rate) {
    value = 0;
    slope = 0;
    for (int i = 0; i < count; i++) {
      double term = flow[i] * Math.exp(-rate * years[i]);
      value += term;
      slope -= years[i] * term;
    }
  }
}
