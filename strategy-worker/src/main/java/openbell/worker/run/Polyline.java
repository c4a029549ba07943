package openbell.worker.run;

/// Draws a curve with no more points than a picture can show: of each few pixels the lowest and the
/// highest value, so that no peak and no fall is lost.
///
/// @param left place of the first value, `right` of the last
/// @param zero place of the value 0
/// @param slope places per unit of value
record Polyline(double left, double right, double zero, double slope) {
  private static final double PIXELS = 4;

  /// Adds the points as `x y x y …`.
  void draw(double[] values, ByteText out) {
    int n = values.length;
    int steps = (int) ((right - left) / PIXELS);
    if (n <= 2 * steps) {
      for (int t = 0; t < n; t++) {
        point(values, t, out);
      }
      return;
    }
    point(values, 0, out);
    int from = 1;
    for (int step = 1; step <= steps; step++) {
      int to = (int) ((long) step * (n - 2) / steps) + 1;
      int low = from;
      int high = from;
      for (int t = from + 1; t < to; t++) {
        low = values[t] < values[low] ? t : low;
        high = values[t] > values[high] ? t : high;
      }
      point(values, Math.min(low, high), out);
      if (low != high) {
        point(values, Math.max(low, high), out);
      }
      from = to;
    }
    point(values, n - 1, out);
  }

  private void point(double[] values, int t, ByteText out) {
    out.number(x(t, values.length), 1).add(' ');
    out.number(zero + slope * values[t], 1).add(' ');
  }

  double x(int t, int count) {
    return count == 1 ? left : left + (right - left) * t / (count - 1);
  }
}
