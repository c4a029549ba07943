package openbell.worker.engine.proof;

/// A number and how far off another honest calculation of it may be.
///
/// @param value `NaN` when it is missing
/// @param doubt zero for what was only selected among the bars; infinite where even the presence of
///     a value is a matter of rounding
record Doubtful(double value, double doubt) {
  static final Doubtful MISSING = new Doubtful(Double.NaN, 0);

  /// How many times its doubt a number may differ.
  private static final double GENEROUS = 10;

  /// A number in doubt by this share of itself is a quotient of nothing by nothing.
  private static final double SHAKY = 1e-3;

  /// Doubt that matters nowhere, also beside a zero.
  private static final double NOTHING = 1e-8;

  /// Is it above the other, or equal to it where `orEqual`? Where rounding decides, it is open.
  Truth above(Doubtful other, boolean orEqual) {
    if (open() || other.open()) {
      return Truth.OPEN;
    }
    if (Double.isNaN(value + other.value)) {
      return Truth.UNDEFINED;
    }
    double distance = value - other.value;
    return Math.abs(distance) <= GENEROUS * (doubt + other.doubt) && doubt + other.doubt > 0
        ? Truth.OPEN
        : Truth.of(orEqual ? distance >= 0 : distance > 0);
  }

  /// True when `found` can be the same number.
  boolean admits(double found, double relative) {
    if (open() || Double.isNaN(value) && Double.isNaN(found)) {
      return true;
    }
    double size = Math.max(Math.abs(found), Math.abs(value));
    // A comparison with NaN does not hold.
    return Math.abs(found - value) <= Math.max(relative * size, GENEROUS * doubt);
  }

  /// True when the data do not determine it: it may as well be missing.
  boolean open() {
    return Double.isInfinite(doubt) || doubt > Math.max(NOTHING, SHAKY * Math.abs(value));
  }

  Doubtful plus(double epsilon) {
    return new Doubtful(value + epsilon, doubt);
  }
}
