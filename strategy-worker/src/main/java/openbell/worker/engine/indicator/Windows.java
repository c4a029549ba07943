package openbell.worker.engine.indicator;

import openbell.model.strategy.Params;

/// What follows from the values in a window alone, so that nothing need be remembered.
final class Windows {
  private Windows() {}

  /// Change against `n` bars ago, in percent.
  static Direct rateOfChange(int n) {
    return (in, from, to, out) -> {
      double[] x = in[0];
      double[] y = out[0];
      for (int t = from; t < to; t++) {
        double before = t >= n ? x[t - n] : Double.NaN;
        y[t] = before == 0 ? Double.NaN : 100 * (x[t] / before - 1);
      }
    };
  }

  /// Difference to `n` bars ago.
  static Direct difference(int n) {
    return (in, from, to, out) -> {
      double[] x = in[0];
      double[] y = out[0];
      for (int t = from; t < to; t++) {
        y[t] = t >= n ? x[t] - x[t - n] : Double.NaN;
      }
    };
  }

  /// The value `n` bars ago.
  static Direct lag(int n) {
    return (in, from, to, out) -> {
      for (int t = from; t < to; t++) {
        out[0][t] = t >= n ? in[0][t - n] : Double.NaN;
      }
    };
  }

  /// The value as a multiple of what it was `n` bars ago.
  static Direct ratioToLag(int n) {
    return (in, from, to, out) -> {
      double[] x = in[0];
      for (int t = from; t < to; t++) {
        double before = t >= n ? x[t - n] : Double.NaN;
        out[0][t] = ratio(x[t], before);
      }
    };
  }

  /// The value as a multiple of a number.
  static Direct ratioTo(double base) {
    return (in, from, to, out) -> {
      for (int t = from; t < to; t++) {
        out[0][t] = ratio(in[0][t], base);
      }
    };
  }

  /// How many of the last `n` values lie below the newest, in percent; equal ones, itself
  /// included, count half and half a value is added.
  static Direct percentRank(int n) {
    return (in, from, to, out) -> {
      for (int t = from; t < to; t++) {
        out[0][t] = t >= n - 1 ? percentRank(in[0], t, n) : Double.NaN;
      }
    };
  }

  private static double percentRank(double[] x, int t, int n) {
    double newest = x[t];
    int less = 0;
    int more = 0;
    int equal = 0;
    for (int i = t - n + 1; i <= t; i++) {
      double v = x[i];
      less += v < newest ? 1 : 0;
      more += v > newest ? 1 : 0;
      equal += v == newest ? 1 : 0;
    }
    return less + more + equal < n ? Double.NaN : 100 * (less + 0.5 * (equal + 1)) / n;
  }

  /// Distance of the typical price from its mean, in units of 0.015 mean absolute deviations.
  static Direct commodityChannel(Params params) {
    int n = Signature.period(params);
    return (in, from, to, out) -> {
      for (int t = from; t < to; t++) {
        out[0][t] = t >= n - 1 ? commodityChannel(in, t, n) : Double.NaN;
      }
    };
  }

  private static double commodityChannel(double[][] in, int t, int n) {
    double newest = typical(in, t);
    double sum = 0;
    boolean constant = true;
    for (int i = t - n + 1; i <= t; i++) {
      double price = typical(in, i);
      constant &= price == newest;
      sum += price;
    }
    if (constant) {
      return Double.NaN;
    }
    double mean = sum / n;
    double deviation = 0;
    for (int i = t - n + 1; i <= t; i++) {
      deviation += Math.abs(typical(in, i) - mean);
    }
    return ratio(newest - mean, 0.015 * deviation / n);
  }

  /// Mean of high, low and close.
  static double typical(double[][] in, int t) {
    return (in[0][t] + in[1][t] + in[2][t]) / 3;
  }

  /// `NaN` instead of a division by zero.
  static double ratio(double a, double b) {
    return b == 0 ? Double.NaN : a / b;
  }
}
