package openbell.worker.engine.indicator;

/// Indicators smoothed the way J. Welles Wilder did: `s = (s (n - 1) + x) / n`.
final class Wilder {
  private Wilder() {}

  /// Relative strength: `100 g / (g + l)` of the smoothed gains and losses.
  static void rsi(double[] x, int n, double[] out) {
    double gain = 0;
    double loss = 0;
    double before = Double.NaN;
    int changes = 0;
    for (int t = 0; t < x.length; t++) {
      double v = x[t];
      if (Double.isNaN(v)) {
        out[t] = Double.NaN;
        continue;
      }
      if (!Double.isNaN(before)) {
        double up = Math.max(v - before, 0);
        double down = Math.max(before - v, 0);
        if (changes < n) {
          gain += up;
          loss += down;
          if (++changes == n) {
            gain /= n;
            loss /= n;
          }
        } else {
          gain = (gain * (n - 1) + up) / n;
          loss = (loss * (n - 1) + down) / n;
        }
      }
      before = v;
      double both = gain + loss;
      out[t] = changes < n || both == 0 ? Double.NaN : 100 * gain / both;
    }
  }

  /// Smoothed true range; bar 0 has no true range.
  static void atr(double[] high, double[] low, double[] close, int n, double[] out) {
    double mean = 0;
    int seen = 0;
    for (int t = 0; t < close.length; t++) {
      double range = t == 0 ? Double.NaN : trueRange(high[t], low[t], close[t - 1]);
      if (Double.isNaN(range)) {
        out[t] = Double.NaN;
        continue;
      }
      if (seen < n) {
        mean += range;
        if (++seen == n) {
          mean /= n;
        }
      } else {
        mean = (mean * (n - 1) + range) / n;
      }
      out[t] = seen < n ? Double.NaN : mean;
    }
  }

  private static double trueRange(double high, double low, double closeBefore) {
    return Math.max(
        high - low, Math.max(Math.abs(high - closeBefore), Math.abs(low - closeBefore)));
  }
}
