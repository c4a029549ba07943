package openbell.worker.market;

/// Adjusted prices and volumes are kept with six decimals: finer digits are noise of the division.
public final class SixDecimals {
  private static final double SCALE = 1e6;
  private static final double EXACT_BELOW = 1L << 53;

  private SixDecimals() {}

  /// What is too large for six decimals has no use for them.
  public static double round(double value) {
    double scaled = value * SCALE;
    return Math.abs(scaled) < EXACT_BELOW ? Math.rint(scaled) / SCALE : value;
  }
}
