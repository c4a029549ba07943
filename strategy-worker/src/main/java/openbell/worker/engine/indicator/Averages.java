package openbell.worker.engine.indicator;

/// The two means that almost every strategy uses, as tight loops over an array.
final class Averages {
  private Averages() {}

  /// Mean of the last `n` values. The rules of {@link Window} hold.
  static final class Simple extends Memory {
    private final int n;
    private double sum;
    private int equal;
    private int lastMissing = -1;

    Simple(int n) {
      this.n = n;
    }

    @Override
    public void advance(double[][] in, int from, int to, double[][] out) {
      double[] x = in[0];
      double[] y = out[0];
      int t = from;
      while (t < to) {
        if (t - lastMissing <= n || (t & (Window.ANEW_EVERY - 1)) == 0) {
          y[t] = anew(x, t);
          t++;
        } else {
          t = run(x, y, t, Math.min(to, (t | (Window.ANEW_EVERY - 1)) + 1));
        }
      }
    }

    private double anew(double[] x, int t) {
      if (Double.isNaN(x[t])) {
        lastMissing = t;
      }
      if (t - lastMissing < n) {
        return Double.NaN;
      }
      sum = 0;
      for (int i = t - n + 1; i <= t; i++) {
        sum += x[i];
      }
      equal = equalUpTo(x, t, n);
      return equal >= n ? x[t] : sum / n;
    }

    /// Moves a complete window along until a value is missing; answers with the next bar.
    private int run(double[] x, double[] y, int from, int to) {
      double total = sum;
      int same = equal;
      int t = from;
      for (; t < to; t++) {
        double v = x[t];
        if (Double.isNaN(v)) {
          break;
        }
        same = v == x[t - 1] ? same + 1 : 1;
        total += v - x[t - n];
        y[t] = same >= n ? v : total / n;
      }
      sum = total;
      equal = same;
      if (t < to) {
        lastMissing = t;
        y[t++] = Double.NaN;
      }
      return t;
    }
  }

  /// How many values up to bar `t` are the same as the one there, at most `most`.
  static int equalUpTo(double[] x, int t, int most) {
    int count = 1;
    while (count < most && x[t - count] == x[t]) {
      count++;
    }
    return count;
  }

  /// Exponential mean: the mean of the first `n` values, then `e += 2/(n+1) (x - e)`.
  static final class Exponential extends Follower {
    private final int n;
    private final double k;
    private double e;
    private int seen;

    Exponential(int n) {
      this.n = n;
      this.k = 2.0 / (n + 1);
    }

    @Override
    double next(double x) {
      if (Double.isNaN(x)) {
        return Double.NaN;
      }
      if (seen == n) {
        e += k * (x - e);
        return e;
      }
      e += x;
      if (++seen < n) {
        return Double.NaN;
      }
      e /= n;
      return e;
    }

    @Override
    public void advance(double[][] in, int from, int to, double[][] out) {
      double[] x = in[0];
      double[] y = out[0];
      int t = from;
      for (; t < to && seen < n; t++) {
        y[t] = next(x[t]);
      }
      double mean = e;
      for (; t < to; t++) {
        double v = x[t];
        if (Double.isNaN(v)) {
          y[t] = v;
          continue;
        }
        mean += k * (v - mean);
        y[t] = mean;
      }
      e = mean;
    }
  }

  /// Wilder's mean: the mean of the first `n` values, then `s += (x - s) / n`.
  static final class Smoothed extends Follower {
    private final int n;
    private final double k;
    private double s;
    private int seen;

    Smoothed(int n) {
      this.n = n;
      this.k = 1.0 / n;
    }

    @Override
    double next(double x) {
      if (Double.isNaN(x)) {
        return Double.NaN;
      }
      if (seen == n) {
        s += k * (x - s);
        return s;
      }
      s += x;
      if (++seen < n) {
        return Double.NaN;
      }
      s /= n;
      return s;
    }
  }
}
