package openbell.worker.engine.indicator;

/// Indicators smoothed the way J. Welles Wilder did: `s += (x - s) / n`.
final class Wilder {
  private Wilder() {}

  /// Relative strength: `100 g / (g + l)` of the smoothed gains and losses.
  static final class Rsi extends Memory {
    private final int n;
    private final double k;
    private double gain;
    private double loss;
    private double before = Double.NaN;
    private int changes;

    Rsi(int n) {
      this.n = n;
      this.k = 1.0 / n;
    }

    @Override
    public void advance(double[][] in, int from, int to, double[][] out) {
      double[] x = in[0];
      double[] y = out[0];
      int t = from;
      for (; t < to && changes < n; t++) {
        y[t] = warmUp(x[t]);
      }
      run(x, t, to, y);
    }

    private double warmUp(double v) {
      if (Double.isNaN(v)) {
        return Double.NaN;
      }
      double by = v - before;
      before = v;
      if (Double.isNaN(by)) {
        return Double.NaN;
      }
      gain += Math.max(by, 0);
      loss += Math.max(-by, 0);
      if (++changes < n) {
        return Double.NaN;
      }
      gain /= n;
      loss /= n;
      return value(gain, loss);
    }

    private void run(double[] x, int from, int to, double[] y) {
      double g = gain;
      double l = loss;
      double last = before;
      for (int t = from; t < to; t++) {
        double v = x[t];
        if (Double.isNaN(v)) {
          y[t] = v;
          continue;
        }
        double by = v - last;
        last = v;
        g += k * (Math.max(by, 0) - g);
        l += k * (Math.max(-by, 0) - l);
        y[t] = value(g, l);
      }
      gain = g;
      loss = l;
      before = last;
    }

    /// `NaN` without any change.
    private static double value(double gain, double loss) {
      return 100 * gain / (gain + loss);
    }
  }

  /// Smoothed true range of high, low and close; bar 0 has no true range.
  static final class Atr extends Memory {
    private final int n;
    private final double k;
    private double mean;
    private int seen;

    Atr(int n) {
      this.n = n;
      this.k = 1.0 / n;
    }

    @Override
    public void advance(double[][] in, int from, int to, double[][] out) {
      double[] y = out[0];
      int t = from;
      for (; t < to && seen < n; t++) {
        y[t] = t == 0 ? Double.NaN : warmUp(TrueRange.of(in[0][t], in[1][t], in[2][t - 1]));
      }
      run(in, t, to, y);
    }

    private void run(double[][] in, int from, int to, double[] y) {
      double[] high = in[0];
      double[] low = in[1];
      double[] close = in[2];
      double smooth = mean;
      for (int t = from; t < to; t++) {
        double range = TrueRange.of(high[t], low[t], close[t - 1]);
        if (Double.isNaN(range)) {
          y[t] = range;
          continue;
        }
        smooth += k * (range - smooth);
        y[t] = smooth;
      }
      mean = smooth;
    }

    private double warmUp(double range) {
      if (Double.isNaN(range)) {
        return Double.NaN;
      }
      mean += range;
      if (++seen < n) {
        return Double.NaN;
      }
      mean /= n;
      return mean;
    }
  }
}
