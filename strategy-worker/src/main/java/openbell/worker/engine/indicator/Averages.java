package openbell.worker.engine.indicator;

/// Moving averages and what is made of them.
final class Averages {
  /// Running sums are summed anew on every bar whose index is a multiple of this, so that rounding
  /// cannot pile up. A power of two.
  static final int RESUM_EVERY = 1_024;

  private Averages() {}

  /// Mean of the last `n` values. A `NaN` in the window makes that window `NaN`.
  static final class Simple extends Memory {
    private final int n;
    private double sum;
    private int missing;

    Simple(int n) {
      this.n = n;
    }

    @Override
    public void advance(double[][] in, int from, int to, double[][] out) {
      advance(in[0], from, to, out[0]);
    }

    void advance(double[] x, int from, int to, double[] out) {
      double total = sum;
      int gaps = missing;
      for (int t = from; t < to; t++) {
        double added = x[t];
        if (!Double.isNaN(added)) {
          total += added;
        } else {
          gaps++;
        }
        if (t >= n) {
          double dropped = x[t - n];
          if (!Double.isNaN(dropped)) {
            total -= dropped;
          } else {
            gaps--;
          }
        }
        if ((t & (RESUM_EVERY - 1)) == 0) {
          total = sum(x, Math.max(0, t - n + 1), t);
        }
        out[t] = t >= n - 1 && gaps == 0 ? total / n : Double.NaN;
      }
      sum = total;
      missing = gaps;
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
  }

  /// Exponential mean seeded with the mean of the first `n` values, then `e += 2/(n+1) (x - e)`.
  static final class Exponential extends Memory {
    private final int n;
    private final double k;
    private double e;
    private int seen;

    Exponential(int n) {
      this.n = n;
      this.k = 2.0 / (n + 1);
    }

    @Override
    public void advance(double[][] in, int from, int to, double[][] out) {
      advance(in[0], from, to, out[0]);
    }

    void advance(double[] x, int from, int to, double[] out) {
      double mean = e;
      int count = seen;
      for (int t = from; t < to; t++) {
        double v = x[t];
        if (Double.isNaN(v)) {
          out[t] = Double.NaN;
          continue;
        }
        if (count < n) {
          count++;
          mean += v;
          if (count == n) {
            mean /= n;
          }
        } else {
          mean += k * (v - mean);
        }
        out[t] = count < n ? Double.NaN : mean;
      }
      e = mean;
      seen = count;
    }
  }

  /// Difference of two exponential means, its exponential mean, and the distance of the two.
  ///
  /// Both means are seeded at the same bar, the first that the longer one can have: the shorter
  /// one's seed is the mean of the last `fast` values there.
  static final class Macd extends Memory {
    private final int fast;
    private final int slow;
    private Exponential signal;
    private double fastMean;
    private double slowMean;
    private int seen;

    Macd(int one, int other, int signal) {
      this.fast = Math.min(one, other);
      this.slow = Math.max(one, other);
      this.signal = new Exponential(signal);
    }

    @Override
    public void advance(double[][] in, int from, int to, double[][] out) {
      difference(in[0], from, to, out[0]);
      signal.advance(out[0], from, to, out[1]);
      for (int t = from; t < to; t++) {
        out[2][t] = out[0][t] - out[1][t];
      }
    }

    private void difference(double[] x, int from, int to, double[] out) {
      double fastK = 2.0 / (fast + 1);
      double slowK = 2.0 / (slow + 1);
      for (int t = from; t < to; t++) {
        double v = x[t];
        if (Double.isNaN(v)) {
          out[t] = Double.NaN;
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
        out[t] = seen < slow ? Double.NaN : fastMean - slowMean;
      }
    }

    @Override
    public Memory copy() {
      Macd copy = (Macd) super.copy();
      copy.signal = (Exponential) signal.copy();
      return copy;
    }
  }
}
