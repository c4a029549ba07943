package openbell.worker.engine.indicator;

/// Wilder's directional movement of high, low and close: index, plus and minus.
final class Directional extends Memory {
  private final int n;
  private double plus;
  private double minus;
  private double range;
  private int moves;
  private Averages.Smoothed index;

  Directional(int n) {
    this.n = n;
    this.index = new Averages.Smoothed(n);
  }

  @Override
  public void advance(double[][] in, int from, int to, double[][] out) {
    for (int t = from; t < to; t++) {
      boolean moved = t > 0 && move(in, t) && moves >= n;
      double up = moved ? 100 * Windows.ratio(plus, range) : Double.NaN;
      double down = moved ? 100 * Windows.ratio(minus, range) : Double.NaN;
      out[0][t] = index.next(100 * Windows.ratio(Math.abs(up - down), up + down));
      out[1][t] = up;
      out[2][t] = down;
    }
  }

  /// Adds bar `t` to the sums, unless one of its prices or of the bar before is missing.
  private boolean move(double[][] in, int t) {
    double rise = in[0][t] - in[0][t - 1];
    double fall = in[1][t - 1] - in[1][t];
    double added = TrueRange.of(in[0][t], in[1][t], in[2][t - 1]);
    if (Double.isNaN(rise + fall + added)) {
      return false;
    }
    if (++moves >= n) {
      plus -= plus / n;
      minus -= minus / n;
      range -= range / n;
    }
    plus += rise > 0 && rise > fall ? rise : 0;
    minus += fall > 0 && fall > rise ? fall : 0;
    range += added;
    return true;
  }

  @Override
  public Memory copy() {
    Directional copy = (Directional) super.copy();
    copy.index = (Averages.Smoothed) index.copy();
    return copy;
  }
}
