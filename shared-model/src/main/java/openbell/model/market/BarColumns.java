package openbell.model.market;

/// Daily bars as columns, oldest first, without the symbol they are of.
///
/// Immutable by agreement: whoever hands the arrays in forgets them, and nobody writes to them.
///
/// @param days epoch days, strictly ascending
/// @param ohlcv open, high, low, close and volume, each as long as `days`
public record BarColumns(int[] days, double[]... ohlcv) {
  /// Open, high, low, close, volume.
  public static final int COLUMNS = 5;

  public BarColumns {
    if (ohlcv.length != COLUMNS) {
      throw new IllegalArgumentException("bars have five columns, not " + ohlcv.length);
    }
    for (double[] column : ohlcv) {
      if (column.length != days.length) {
        throw new IllegalArgumentException("columns differ in length");
      }
    }
    for (int i = 1; i < days.length; i++) {
      if (days[i] <= days[i - 1]) {
        throw new IllegalArgumentException("dates must ascend");
      }
    }
  }

  public int size() {
    return days.length;
  }

  public double[] open() {
    return ohlcv[0];
  }

  public double[] high() {
    return ohlcv[1];
  }

  public double[] low() {
    return ohlcv[2];
  }

  public double[] close() {
    return ohlcv[3];
  }

  public double[] volume() {
    return ohlcv[4];
  }
}
