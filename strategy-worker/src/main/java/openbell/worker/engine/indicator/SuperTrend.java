package openbell.worker.engine.indicator;

/// A band on the far side of the trend, from high, low and close.
///
/// Outputs: the band and the direction, 1 or -1.
final class SuperTrend extends Memory {
  private final double multiplier;
  private Wilder.Atr range;
  private double upper = Double.NaN;
  private double lower = Double.NaN;
  private double closeBefore;
  private int direction;

  SuperTrend(int n, double multiplier) {
    this.multiplier = multiplier;
    this.range = new Wilder.Atr(n);
  }

  @Override
  public void advance(double[][] in, int from, int to, double[][] out) {
    range.advance(in, from, to, out);
    for (int t = from; t < to; t++) {
      double middle = (in[0][t] + in[1][t]) / 2;
      double reach = multiplier * out[0][t];
      double close = in[2][t];
      if (Double.isNaN(middle + reach + close)) {
        out[0][t] = Double.NaN;
        out[1][t] = Double.NaN;
        continue;
      }
      move(middle, reach, close);
      out[0][t] = direction > 0 ? lower : upper;
      out[1][t] = direction;
    }
  }

  private void move(double middle, double reach, double close) {
    double top = middle + reach;
    double bottom = middle - reach;
    if (direction == 0) {
      upper = top;
      lower = bottom;
      direction = 1;
    } else {
      upper = top < upper || closeBefore > upper ? top : upper;
      lower = bottom > lower || closeBefore < lower ? bottom : lower;
      if (direction > 0 ? close < lower : close > upper) {
        direction = -direction;
      }
    }
    closeBefore = close;
  }

  @Override
  public Memory copy() {
    SuperTrend copy = (SuperTrend) super.copy();
    copy.range = (Wilder.Atr) range.copy();
    return copy;
  }
}
