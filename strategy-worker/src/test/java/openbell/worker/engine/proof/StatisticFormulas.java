package openbell.worker.engine.proof;

import static openbell.worker.engine.proof.Past.divided;
import static openbell.worker.engine.proof.Past.last;
import static openbell.worker.engine.proof.Past.mean;
import static openbell.worker.engine.proof.Past.window;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import openbell.model.strategy.Params;

/// Figures of a window of values, the delay, and indicators of volume.
final class StatisticFormulas {
  private static final List<String> TRADED = List.of("High", "Low", "Close", "Volume");

  private StatisticFormulas() {}

  static Map<String, Formula> all() {
    Map<String, Formula> all = new TreeMap<>();
    all.put("Variance", deviation((x, p) -> Past.variance(values(x, p), ddof(p))));
    all.put("StdDev", deviation((x, p) -> Past.deviation(values(x, p), ddof(p))));
    all.put("ZScore", deviation((x, p) -> zScore(values(x, p), ddof(p))));
    all.put("Volatility", deviation(StatisticFormulas::volatility));
    all.put(
        "PercentRank",
        Formula.ofColumn((x, p) -> percentRank(window(x, p.integer("period", 252))))
            .within(Formula.SELECTED));
    all.put("LinReg", Formula.ofColumn((x, p) -> line(x, p)[1]));
    all.put("LinRegSlope", Formula.ofColumn((x, p) -> line(x, p)[0]));
    all.put(
        "Lag",
        Formula.ofColumn((x, p) -> Past.ago(x, p.integer("periods", 1))).within(Formula.SELECTED));
    all.put(
        "OBV",
        Formula.ofColumns(List.of("Close", "Volume"), (x, _) -> onBalance(x))
            .within(Formula.SELECTED));
    all.put("MFI", Formula.ofColumns(TRADED, StatisticFormulas::moneyFlow));
    all.put("ChaikinAD", Formula.ofColumns(TRADED, (x, _) -> last(accumulated(x))));
    all.put("ChaikinOscillator", Formula.ofColumns(TRADED, StatisticFormulas::chaikin));
    return all;
  }

  private static Formula deviation(Formula.Value value) {
    return Formula.ofColumn(value).within(Formula.DEVIATED);
  }

  private static double[] values(double[] x, Params p) {
    return window(x, p.integer("period", 20));
  }

  private static double ddof(Params p) {
    return p.number("ddof", 0);
  }

  static double zScore(double[] values, double ddof) {
    return divided(last(values) - mean(values), Past.deviation(values, ddof));
  }

  private static double volatility(double[] x, Params p) {
    return 100 * deviationOfReturns(x, p.integer("period", 20), p.number("annualise", 252));
  }

  /// Sample deviation of the last n simple returns, times the root of the bars per year.
  static double deviationOfReturns(double[] x, int n, double annualise) {
    if (x.length <= n) {
      return Double.NaN;
    }
    double[] returns = new double[n];
    for (int i = 0; i < n; i++) {
      int t = x.length - n + i;
      returns[i] = divided(x[t], x[t - 1]) - 1;
    }
    return Past.deviation(returns, 1) * Math.sqrt(annualise);
  }

  /// Percent of the values below the last one; equal ones, itself included, count half and half.
  static double percentRank(double[] values) {
    if (Double.isNaN(Past.sum(values))) {
      return Double.NaN;
    }
    int less = 0;
    int equal = 0;
    for (double value : values) {
      less += value < last(values) ? 1 : 0;
      equal += value == last(values) ? 1 : 0;
    }
    return 100 * (less + (equal + 1) / 2.0) / values.length;
  }

  /// Slope of the least squares line over n values, and its height at the last of them.
  private static double[] line(double[] x, Params p) {
    double[] y = window(x, p.integer("period", 14));
    double middle = (y.length - 1) / 2.0;
    double mean = mean(y);
    double joint = 0;
    double squares = 0;
    for (int i = 0; i < y.length; i++) {
      joint += (i - middle) * (y[i] - mean);
      squares += (i - middle) * (i - middle);
    }
    double slope = divided(joint, squares);
    return new double[] {slope, mean + slope * middle};
  }

  /// Volume, added on rising and taken off on falling closes, from that of the first bar.
  private static double onBalance(double[][] past) {
    double sum = past[1][0];
    for (int t = 1; t < past[0].length; t++) {
      sum += Math.signum(past[0][t] - past[0][t - 1]) * past[1][t];
    }
    return sum;
  }

  private static double moneyFlow(double[][] past, Params p) {
    int n = p.integer("period", 14);
    double[] typical = OscillatorFormulas.typical(past);
    if (typical.length <= n) {
      return Double.NaN;
    }
    double in = 0;
    double out = 0;
    for (int t = typical.length - n; t < typical.length; t++) {
      double flow = typical[t] * past[3][t];
      in += typical[t] > typical[t - 1] ? flow : 0;
      out += typical[t] < typical[t - 1] ? flow : 0;
    }
    return 100 * divided(in, in + out);
  }

  /// Volume times where the close stands in the day's range, -1 to 1, added up; a day without a
  /// range adds nothing.
  private static double[] accumulated(double[][] past) {
    double[] sums = new double[past[0].length];
    double sum = 0;
    for (int t = 0; t < sums.length; t++) {
      double range = past[0][t] - past[1][t];
      double side = (past[2][t] - past[1][t]) - (past[0][t] - past[2][t]);
      sum += range == 0 ? 0 : side / range * past[3][t];
      sums[t] = sum;
    }
    return sums;
  }

  /// Fast less slow exponential average of the accumulation, both starting from its first value.
  private static double chaikin(double[][] past, Params p) {
    int fast = p.integer("fast_period", 3);
    int slow = p.integer("slow_period", 10);
    double[] sums = accumulated(past);
    return sums.length < Math.max(fast, slow)
        ? Double.NaN
        : last(AverageFormulas.emaFrom(sums, fast, 1, 0))
            - last(AverageFormulas.emaFrom(sums, slow, 1, 0));
  }
}
