package openbell.worker.engine.proof;

import static openbell.worker.engine.proof.Past.ago;
import static openbell.worker.engine.proof.Past.divided;
import static openbell.worker.engine.proof.Past.last;
import static openbell.worker.engine.proof.Past.mean;
import static openbell.worker.engine.proof.Past.window;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import openbell.model.strategy.Params;

/// Indicators that swing between bounds, or around zero.
final class OscillatorFormulas {
  private static final List<String> RANGE = List.of("High", "Low", "Close");

  private OscillatorFormulas() {}

  static Map<String, Formula> all() {
    Map<String, Formula> all = new TreeMap<>();
    all.put("RSI", Formula.ofColumn((x, p) -> last(rsi(x, p.integer("period", 14)))));
    all.put("CMO", Formula.ofColumn((x, p) -> last(cmo(x, p.integer("period", 14)))));
    all.put("Stochastic", Formula.of(RANGE, List.of("k", "d"), OscillatorFormulas::stochastic));
    all.put(
        "StochRSI", Formula.ofColumns(List.of("Close"), OscillatorFormulas::stochasticOfStrength));
    all.put("CCI", Formula.ofColumns(RANGE, OscillatorFormulas::cci));
    all.put("WilliamsR", Formula.ofColumns(RANGE, OscillatorFormulas::williams));
    all.put("UltimateOscillator", Formula.ofColumns(RANGE, OscillatorFormulas::ultimate));
    all.put(
        "BOP",
        Formula.ofColumns(
            List.of("Open", "High", "Low", "Close"),
            (x, _) -> divided(last(x[3]) - last(x[0]), last(x[1]) - last(x[2]))));
    all.put(
        "ROC",
        Formula.ofColumn((x, p) -> 100 * (divided(last(x), ago(x, p.integer("period", 10))) - 1)));
    all.put("Momentum", Formula.ofColumn((x, p) -> last(x) - ago(x, p.integer("period", 10))));
    return all;
  }

  /// Wilder: gains and losses seeded with their means over the first n changes.
  static double[] rsi(double[] x, int n) {
    return Past.skipping(x, numbers -> gainsAndLosses(numbers, n, (g, l) -> divided(g, g + l)));
  }

  private static double[] cmo(double[] x, int n) {
    return Past.skipping(x, numbers -> gainsAndLosses(numbers, n, (g, l) -> divided(g - l, g + l)));
  }

  private interface Share {
    double of(double gain, double loss);
  }

  private static double[] gainsAndLosses(double[] x, int n, Share share) {
    double[] out = Past.missing(x.length);
    if (x.length <= n) {
      return out;
    }
    double[] changes = Past.changes(x);
    double gain = 0;
    double loss = 0;
    for (int i = 0; i < n; i++) {
      gain += Math.max(0, changes[i]) / n;
      loss += Math.max(0, -changes[i]) / n;
    }
    out[n] = 100 * share.of(gain, loss);
    for (int i = n; i < changes.length; i++) {
      gain = (gain * (n - 1) + Math.max(0, changes[i])) / n;
      loss = (loss * (n - 1) + Math.max(0, -changes[i])) / n;
      out[i + 1] = 100 * share.of(gain, loss);
    }
    return out;
  }

  private static double[] stochastic(double[][] past, Params p) {
    int n = p.integer("k", 14);
    int slow = p.integer("k_slow", 3);
    int d = p.integer("d", 3);
    double[] k = new double[d];
    for (int i = 0; i < d; i++) {
      double[] raw = new double[slow];
      for (int j = 0; j < slow; j++) {
        raw[j] = place(until(past, d - 1 - i + slow - 1 - j), n);
      }
      k[i] = mean(raw);
    }
    return new double[] {last(k), mean(k)};
  }

  /// Where the close stands between the extremes of n bars, 0 to 100.
  private static double place(double[][] past, int n) {
    double highest = Past.max(window(past[0], n));
    double lowest = Past.min(window(past[1], n));
    return 100 * divided(last(past[2]) - lowest, highest - lowest);
  }

  /// The past as it was `back` bars ago.
  static double[][] until(double[][] past, int back) {
    double[][] then = new double[past.length][];
    for (int i = 0; i < past.length; i++) {
      then[i] = Arrays.copyOf(past[i], Math.max(0, past[i].length - back));
    }
    return then;
  }

  private static double stochasticOfStrength(double[][] past, Params p) {
    double[] strengths = window(rsi(past[0], p.integer("rsi", 14)), p.integer("period", 14));
    double lowest = Past.min(strengths);
    return 100 * divided(last(strengths) - lowest, Past.max(strengths) - lowest);
  }

  private static double cci(double[][] past, Params p) {
    double[] typical = window(typical(past), p.integer("period", 20));
    double mean = mean(typical);
    double distance = 0;
    for (double value : typical) {
      distance += Math.abs(value - mean) / typical.length;
    }
    return divided(last(typical) - mean, 0.015 * distance);
  }

  /// (High + Low + Close) / 3.
  static double[] typical(double[][] past) {
    double[] typical = new double[past[0].length];
    for (int t = 0; t < typical.length; t++) {
      typical[t] = (past[0][t] + past[1][t] + past[2][t]) / 3;
    }
    return typical;
  }

  private static double williams(double[][] past, Params p) {
    int n = p.integer("period", 14);
    double highest = Past.max(window(past[0], n));
    double lowest = Past.min(window(past[1], n));
    return -100 * divided(highest - last(past[2]), highest - lowest);
  }

  /// Buying pressure per true range over three periods, weighted 4, 2 and 1.
  private static double ultimate(double[][] past, Params p) {
    double shortest = pressure(past, p.integer("short_period", 7));
    double medium = pressure(past, p.integer("medium_period", 14));
    double longest = pressure(past, p.integer("long_period", 28));
    return 100 * (4 * shortest + 2 * medium + longest) / 7;
  }

  private static double pressure(double[][] past, int n) {
    double[] high = past[0];
    double[] low = past[1];
    double[] close = past[2];
    if (close.length <= n) {
      return Double.NaN;
    }
    double pressure = 0;
    double range = 0;
    for (int t = close.length - n; t < close.length; t++) {
      double bottom = Math.min(low[t], close[t - 1]);
      pressure += close[t] - bottom;
      range += Math.max(high[t], close[t - 1]) - bottom;
    }
    return divided(pressure, range);
  }
}
