package openbell.worker.engine.metric;

/// The extremes of a stretch of a value curve; those of two stretches can be joined.
///
/// @param worst lowest ratio of a value to the highest before it, 1 without a fall
record Span(double high, double low, double worst) {

  /// Of the values from index `from` to before `to`.
  ///
  /// @param start value before them
  static Span of(double start, double[] value, int from, int to) {
    double high = start;
    double low = start;
    double worst = 1;
    for (int t = from; t < to; t++) {
      double v = value[t];
      if (v >= high) {
        high = v;
      } else if (v < low || v < worst * high) {
        low = v < low ? v : low;
        worst = Math.min(worst, v / high);
      }
    }
    return new Span(high, low, worst);
  }

  Span then(Span later) {
    double across = later.low / high;
    return new Span(
        Math.max(high, later.high),
        Math.min(low, later.low),
        Math.min(across, Math.min(worst, later.worst)));
  }

  double maxDrawdown() {
    return worst - 1;
  }
}
