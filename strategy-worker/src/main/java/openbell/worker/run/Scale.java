package openbell.worker.run;

/// A vertical axis with round numbers.
///
/// @param low value at the bottom
/// @param step distance of two lines
/// @param steps number of distances
record Scale(double low, double step, int steps) {
  private static final int WANTED = 4;

  static Scale of(double least, double greatest) {
    double span = greatest - least;
    double range = span > 0 ? span : Math.max(1, Math.abs(least) * 0.1);
    double step = round(range / WANTED);
    double low = Math.floor(least / step) * step;
    int steps = (int) Math.max(1, Math.ceil((greatest - low) / step - 1e-9));
    return new Scale(low, step, steps);
  }

  /// The next of 1, 2, 2.5, 5 times a power of ten.
  private static double round(double raw) {
    double power = 1;
    while (power * 10 <= raw) {
      power *= 10;
    }
    while (power > raw) {
      power /= 10;
    }
    for (double factor : new double[] {1, 2, 2.5, 5}) {
      if (factor * power >= raw * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /// Where a value is between `bottom` and `top`.
  double place(double value, double bottom, double top) {
    return bottom + (value - low) / (step * steps) * (top - bottom);
  }
}
