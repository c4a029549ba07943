package openbell.worker.engine.indicator;

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

  /// Mean of high, low and close.
  static double typical(double[][] in, int t) {
    return (in[0][t] + in[1][t] + in[2][t]) / 3;
  }

  /// `NaN` instead of a division by zero.
  static double ratio(double a, double b) {
    return b == 0 ? Double.NaN : a / b;
  }
}
