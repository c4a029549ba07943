package openbell.worker.engine.proof;

import static openbell.worker.engine.proof.Past.divided;
import static openbell.worker.engine.proof.Past.last;
import static openbell.worker.engine.proof.Past.mean;
import static openbell.worker.engine.proof.Past.window;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import openbell.model.strategy.Params;

/// Moving averages.
final class AverageFormulas {
  private AverageFormulas() {}

  static Map<String, Formula> all() {
    Map<String, Formula> all = new TreeMap<>();
    all.put("SMA", Formula.ofColumn((x, p) -> mean(window(x, p.integer("period", 20)))));
    all.put("EMA", Formula.ofColumn((x, p) -> last(ema(x, p.integer("period", 20)))));
    all.put("WMA", Formula.ofColumn((x, p) -> wma(x, p.integer("period", 20))));
    all.put(
        "VWMA", Formula.ofColumns(List.of(Formula.COLUMN, "Volume"), AverageFormulas::weighted));
    all.put("DEMA", Formula.ofColumn(AverageFormulas::dema));
    all.put("TEMA", Formula.ofColumn(AverageFormulas::tema));
    all.put("TRIMA", Formula.ofColumn((x, p) -> triangular(x, p.integer("period", 20))));
    all.put("T3", Formula.ofColumn(AverageFormulas::t3));
    all.put("KAMA", Formula.ofColumn(AverageFormulas::kama));
    all.put("HMA", Formula.ofColumn((x, p) -> hull(x, p.integer("period", 16))));
    return all;
  }

  /// Seeded with the mean of the first n values, then `e += k(x - e)` with k = 2/(n+1).
  static double[] ema(double[] x, int n) {
    return Past.skipping(x, numbers -> emaFrom(numbers, n, n, n - 1));
  }

  /// The same of a series without gaps, started at index `first` with the mean of the last `seeds`
  /// values there.
  static double[] emaFrom(double[] x, int n, int seeds, int first) {
    double[] out = Past.missing(x.length);
    if (x.length <= first) {
      return out;
    }
    double e = mean(Arrays.copyOfRange(x, first + 1 - seeds, first + 1));
    out[first] = e;
    for (int t = first + 1; t < x.length; t++) {
      e += 2.0 / (n + 1) * (x[t] - e);
      out[t] = e;
    }
    return out;
  }

  /// Weights 1 for the oldest to n for the newest.
  static double wma(double[] x, int n) {
    double[] values = window(x, n);
    double weighted = 0;
    double weights = 0;
    for (int i = 0; i < n; i++) {
      weighted += (i + 1) * values[i];
      weights += i + 1;
    }
    return weighted / weights;
  }

  private static double weighted(double[][] past, Params p) {
    double[] values = window(past[0], p.integer("period", 20));
    double[] volumes = window(past[1], p.integer("period", 20));
    double weighted = 0;
    for (int i = 0; i < values.length; i++) {
      weighted += values[i] * volumes[i];
    }
    return divided(weighted, Past.sum(volumes));
  }

  private static double dema(double[] x, Params p) {
    int n = p.integer("period", 20);
    double[] once = ema(x, n);
    return 2 * last(once) - last(ema(once, n));
  }

  private static double tema(double[] x, Params p) {
    int n = p.integer("period", 20);
    double[] once = ema(x, n);
    double[] twice = ema(once, n);
    return 3 * last(once) - 3 * last(twice) + last(ema(twice, n));
  }

  /// Weights rise from 1 to the middle and fall to 1 again.
  private static double triangular(double[] x, int n) {
    double[] values = window(x, n);
    double weighted = 0;
    double weights = 0;
    for (int i = 0; i < n; i++) {
      int weight = Math.min(i + 1, n - i);
      weighted += weight * values[i];
      weights += weight;
    }
    return weighted / weights;
  }

  /// Tillson: six exponential averages of each other, blended by the volume factor.
  private static double t3(double[] x, Params p) {
    int n = p.integer("period", 5);
    double a = p.number("volume_factor", 0.7);
    double[] e = new double[7];
    double[] series = x;
    for (int i = 1; i <= 6; i++) {
      series = ema(series, n);
      e[i] = last(series);
    }
    double c1 = -a * a * a;
    double c2 = 3 * a * a + 3 * a * a * a;
    double c3 = -6 * a * a - 3 * a - 3 * a * a * a;
    double c4 = 1 + 3 * a + a * a * a + 3 * a * a;
    return c1 * e[6] + c2 * e[5] + c3 * e[4] + c4 * e[3];
  }

  /// Kaufman: the smoothing follows how straight the way of the last n changes was. Starts from the
  /// value before the first result; a way of length zero counts as straight.
  private static double kama(double[] x, Params p) {
    int n = p.integer("period", 10);
    double fast = 2.0 / (p.integer("fast_period", 2) + 1);
    double slow = 2.0 / (p.integer("slow_period", 30) + 1);
    return last(Past.skipping(x, numbers -> kama(numbers, n, fast, slow)));
  }

  private static double[] kama(double[] x, int n, double fast, double slow) {
    double[] out = Past.missing(x.length);
    double value = n - 1 < x.length ? x[n - 1] : Double.NaN;
    for (int t = n; t < x.length; t++) {
      double way = 0;
      for (int i = t - n + 1; i <= t; i++) {
        way += Math.abs(x[i] - x[i - 1]);
      }
      double straight = way == 0 ? 1 : Math.abs(x[t] - x[t - n]) / way;
      double k = straight * (fast - slow) + slow;
      value += k * k * (x[t] - value);
      out[t] = value;
    }
    return out;
  }

  /// Hull: a weighted average over the root of n of twice the half one less the whole one.
  private static double hull(double[] x, int n) {
    int root = (int) Math.sqrt(n);
    double[] raw = new double[root];
    for (int i = 0; i < root; i++) {
      double[] until = Arrays.copyOf(x, Math.max(0, x.length - (root - 1 - i)));
      raw[i] = 2 * wma(until, n / 2) - wma(until, n);
    }
    return wma(raw, root);
  }
}
