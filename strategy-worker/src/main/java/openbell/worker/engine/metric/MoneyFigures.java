package openbell.worker.engine.metric;

import openbell.worker.engine.portfolio.Fill;
import openbell.worker.engine.portfolio.Simulation;

/// What was held and traded.
///
/// @param exposure fraction of the bars with a position at the close
/// @param meanEquity in money
/// @param traded value of all fills
record MoneyFigures(double exposure, double meanEquity, double traded) {

  static MoneyFigures of(Simulation run) {
    double[] equity = run.equity();
    double[] invested = run.invested();
    int n = equity.length;
    double sum = 0;
    double sum2 = 0;
    int inside = 0;
    int t = 0;
    // Two sums run side by side: they do not wait for each other.
    for (; t < n - 1; t += 2) {
      sum += equity[t];
      sum2 += equity[t + 1];
      inside += (invested[t] > 0 ? 1 : 0) + (invested[t + 1] > 0 ? 1 : 0);
    }
    if (t < n) {
      sum += equity[t];
      inside += invested[t] > 0 ? 1 : 0;
    }
    double traded = 0;
    for (Fill fill : run.fills()) {
      traded += Math.abs(fill.quantity() * fill.price());
    }
    return new MoneyFigures((double) inside / n, (sum + sum2) / n, traded);
  }

  /// Half of what was traded by the mean equity, per year; `NaN` without any time.
  double turnover(double years) {
    return years > 0 && meanEquity > 0 ? traded / 2 / meanEquity / years : Double.NaN;
  }

  /// Mean fraction of the equity that was in the market; `NaN` where there is no equity.
  static double exposureMoney(Simulation run) {
    double[] equity = run.equity();
    double[] invested = run.invested();
    double[] share = new double[equity.length];
    for (int t = 0; t < share.length; t++) {
      share[t] = invested[t] / equity[t];
    }
    double sum = 0;
    double sum2 = 0;
    int odd = share.length & 1;
    for (int t = odd; t < share.length - 1; t += 2) {
      sum += share[t];
      sum2 += share[t + 1];
    }
    return (sum + sum2 + (odd == 1 ? share[0] : 0)) / share.length;
  }
}
