package openbell.worker.engine.indicator;

/// Bollinger bands: a mean and its distance in population standard deviations.
final class Bands {
  private Bands() {}

  /// Fills upper, middle, lower, the place of the value between the bands (0 to 1), and their width
  /// as a fraction of the middle.
  static void bollinger(double[] x, int n, double deviations, double[][] out) {
    Averages.simple(x, n, out[1]);
    // Sums of distances to an anchor near the values: squares of prices would lose digits.
    double anchor = 0;
    double sum = 0;
    double squares = 0;
    for (int t = 0; t < x.length; t++) {
      if ((t & (Averages.RESUM_EVERY - 1)) == 0) {
        anchor = !Double.isNaN(x[t]) ? x[t] : 0;
        sum = 0;
        squares = 0;
        for (int i = Math.max(0, t - n + 1); i <= t; i++) {
          double d = distance(x[i], anchor);
          sum += d;
          squares += d * d;
        }
      } else {
        double added = distance(x[t], anchor);
        double dropped = t >= n ? distance(x[t - n], anchor) : 0;
        sum += added - dropped;
        squares += added * added - dropped * dropped;
      }
      double mean = sum / n;
      put(x[t], deviations * Math.sqrt(Math.max(0, squares / n - mean * mean)), t, out);
    }
  }

  private static double distance(double value, double anchor) {
    return !Double.isNaN(value) ? value - anchor : 0;
  }

  private static void put(double value, double half, int t, double[][] out) {
    double middle = out[1][t];
    double upper = middle + half;
    double lower = middle - half;
    out[0][t] = upper;
    out[2][t] = lower;
    out[3][t] = upper == lower ? Double.NaN : (value - lower) / (upper - lower);
    out[4][t] = middle == 0 ? Double.NaN : (upper - lower) / middle;
  }
}
