package openbell.worker.engine.indicator;

/// The larger of the day's range and of the distances of high and low from the close before.
final class TrueRange {
  private TrueRange() {}

  /// Bar 0 has none.
  ///
  /// @param in begins with high, low and close
  static void fill(double[][] in, int from, int to, double[] y) {
    double[] high = in[0];
    double[] low = in[1];
    double[] close = in[2];
    int t = from;
    if (t == 0 && to > 0) {
      y[t++] = Double.NaN;
    }
    double before = t < to ? close[t - 1] : Double.NaN;
    for (; t < to; t++) {
      double top = high[t];
      double bottom = low[t];
      y[t] = of(top, bottom, before);
      before = close[t];
    }
  }

  static double of(double high, double low, double closeBefore) {
    return Math.max(
        high - low, Math.max(Math.abs(high - closeBefore), Math.abs(low - closeBefore)));
  }
}
