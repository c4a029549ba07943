package openbell.worker.engine.indicator;

/// A kernel on its way along a series: what it must remember to go on with the next bar.
///
/// A whole history is one long advance and a new day is a short one, by the same code in the same
/// order. So both give the same bits.
public interface Pass {

  /// Fills every output for the bars `from` (inclusive) to `to` (exclusive); `NaN` means "not
  /// defined yet".
  ///
  /// The arrays begin at bar 0 and may be longer than `to`. Earlier bars may be read, later ones
  /// must not. Each call goes on where the last one ended.
  ///
  /// @param in the columns the indicator reads, in the order of its signature
  /// @param out one array per output
  void advance(double[][] in, int from, int to, double[][] out);

  /// A pass at the same place that goes its own way.
  Pass copy();
}
