package openbell.worker.engine.indicator;

/// Indicators smoothed the way J. Welles Wilder did: `s = (s (n - 1) + x) / n`.
final class Wilder {
  private Wilder() {}

  /// Relative strength: `100 g / (g + l)` of the smoothed gains and losses.
  static final class Rsi extends Memory {
    private final int n;
    private double gain;
    private double loss;
    private double before = Double.NaN;
    private int changes;

    Rsi(int n) {
      this.n = n;
    }

    @Override
    public void advance(double[][] in, int from, int to, double[][] out) {
      double[] x = in[0];
      for (int t = from; t < to; t++) {
        double v = x[t];
        if (Double.isNaN(v)) {
          out[0][t] = Double.NaN;
          continue;
        }
        if (!Double.isNaN(before)) {
          change(v - before);
        }
        before = v;
        double both = gain + loss;
        out[0][t] = changes < n || both == 0 ? Double.NaN : 100 * gain / both;
      }
    }

    private void change(double by) {
      double up = Math.max(by, 0);
      double down = Math.max(-by, 0);
      if (changes >= n) {
        gain = (gain * (n - 1) + up) / n;
        loss = (loss * (n - 1) + down) / n;
        return;
      }
      gain += up;
      loss += down;
      if (++changes == n) {
        gain /= n;
        loss /= n;
      }
    }
  }

  /// Smoothed true range of high, low and close; bar 0 has no true range.
  static final class Atr extends Memory {
    private final int n;
    private double mean;
    private int seen;

    Atr(int n) {
      this.n = n;
    }

    @Override
    public void advance(double[][] in, int from, int to, double[][] out) {
      double[] close = in[2];
      for (int t = from; t < to; t++) {
        double range = t == 0 ? Double.NaN : trueRange(in[0][t], in[1][t], close[t - 1]);
        if (Double.isNaN(range)) {
          out[0][t] = Double.NaN;
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
        out[0][t] = seen < n ? Double.NaN : mean;
      }
    }
  }

  static double trueRange(double high, double low, double closeBefore) {
    return Math.max(
        high - low, Math.max(Math.abs(high - closeBefore), Math.abs(low - closeBefore)));
  }
}
