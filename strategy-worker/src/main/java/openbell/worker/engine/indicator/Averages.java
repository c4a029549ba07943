package openbell.worker.engine.indicator;

/// Moving averages and what is made of them.
final class Averages {
  /// Running sums are summed anew on every bar whose index is a multiple of this, so that rounding
  /// cannot pile up. A power of two.
  static final int RESUM_EVERY = 1_024;

  private Averages() {}

  /// Mean of the last `n` values. A `NaN` in the window makes that window `NaN`.
  static void simple(double[] x, int n, double[] out) {
    double sum = 0;
    int missing = 0;
    for (int t = 0; t < x.length; t++) {
      double added = x[t];
      if (!Double.isNaN(added)) {
        sum += added;
      } else {
        missing++;
      }
      if (t >= n) {
        double dropped = x[t - n];
        if (!Double.isNaN(dropped)) {
          sum -= dropped;
        } else {
          missing--;
        }
      }
      if ((t & (RESUM_EVERY - 1)) == 0) {
        sum = sum(x, Math.max(0, t - n + 1), t);
      }
      out[t] = t >= n - 1 && missing == 0 ? sum / n : Double.NaN;
    }
  }

  private static double sum(double[] x, int from, int to) {
    double sum = 0;
    for (int i = from; i <= to; i++) {
      if (!Double.isNaN(x[i])) {
        sum += x[i];
      }
    }
    return sum;
  }

  /// Exponential mean seeded with the mean of the first `n` values, then `e += 2/(n+1) (x - e)`.
  static void exponential(double[] x, int n, double[] out) {
    double k = 2.0 / (n + 1);
    double e = 0;
    int seen = 0;
    for (int t = 0; t < x.length; t++) {
      double v = x[t];
      if (Double.isNaN(v)) {
        out[t] = Double.NaN;
        continue;
      }
      if (seen < n) {
        seen++;
        e += v;
        if (seen == n) {
          e /= n;
        }
      } else {
        e += k * (v - e);
      }
      out[t] = seen < n ? Double.NaN : e;
    }
  }

  /// Difference of two exponential means, its exponential mean, and the distance of the two.
  ///
  /// Both means are seeded at the same bar, the first that the longer one can have: the shorter
  /// one's seed is the mean of the last `fast` values there.
  static void macd(double[] x, int[] periods, double[][] out) {
    int fast = Math.min(periods[0], periods[1]);
    int slow = Math.max(periods[0], periods[1]);
    double fastK = 2.0 / (fast + 1);
    double slowK = 2.0 / (slow + 1);
    double fastMean = 0;
    double slowMean = 0;
    int seen = 0;
    double[] macd = out[0];
    for (int t = 0; t < x.length; t++) {
      double v = x[t];
      if (Double.isNaN(v)) {
        macd[t] = Double.NaN;
        continue;
      }
      if (seen < slow) {
        fastMean += seen >= slow - fast ? v : 0;
        slowMean += v;
        if (++seen == slow) {
          fastMean /= fast;
          slowMean /= slow;
        }
      } else {
        fastMean += fastK * (v - fastMean);
        slowMean += slowK * (v - slowMean);
      }
      macd[t] = seen < slow ? Double.NaN : fastMean - slowMean;
    }
    exponential(macd, periods[2], out[1]);
    for (int t = 0; t < x.length; t++) {
      out[2][t] = macd[t] - out[1][t];
    }
  }
}
