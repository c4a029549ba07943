package openbell.machines.simulate;

/// The smallest value that a share of all does not exceed.
final class Percentile {
  private Percentile() {}

  /// @param sorted ascending; of none it is 0
  static double of(double[] sorted, double share) {
    return sorted.length == 0
        ? 0
        : sorted[Math.clamp((long) Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1)];
  }
}
