package openbell.worker.engine.indicator;

/// What can be said about the last values without an average.
final class Windows {
  private Windows() {}

  /// Greatest of the last `n` values; with `sign` -1 the least.
  static void extreme(double[] x, int n, int sign, double[] out) {
    // A queue of candidates: each is beaten by none that came after it.
    int[] queue = new int[x.length];
    int head = 0;
    int tail = 0;
    int lastMissing = -1;
    for (int t = 0; t < x.length; t++) {
      double v = x[t];
      if (Double.isNaN(v)) {
        lastMissing = t;
        head = tail;
      } else {
        while (tail > head && sign * x[queue[tail - 1]] <= sign * v) {
          tail--;
        }
        queue[tail++] = t;
      }
      if (head < tail && queue[head] <= t - n) {
        head++;
      }
      out[t] = t - lastMissing >= n ? x[queue[head]] : Double.NaN;
    }
  }

  /// Change against `n` bars ago, in percent.
  static void rateOfChange(double[] x, int n, double[] out) {
    for (int t = 0; t < x.length; t++) {
      double before = t >= n ? x[t - n] : Double.NaN;
      out[t] = before == 0 ? Double.NaN : 100 * (x[t] / before - 1);
    }
  }
}
