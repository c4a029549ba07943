package openbell.worker.engine.indicator;

/// Bollinger bands: a mean and its distance in population standard deviations.
///
/// Outputs: upper, middle, lower, the place of the value between the bands (0 to 1), and their
/// width as a fraction of the middle.
final class Bands extends Memory {
  private final int n;
  private final double deviations;
  private Averages.Simple middle;
  // Sums of distances to an anchor near the values: squares of prices would lose digits.
  private double anchor;
  private double sum;
  private double squares;

  Bands(int n, double deviations) {
    this.n = n;
    this.deviations = deviations;
    this.middle = new Averages.Simple(n);
  }

  @Override
  public void advance(double[][] in, int from, int to, double[][] out) {
    double[] x = in[0];
    middle.advance(x, from, to, out[1]);
    for (int t = from; t < to; t++) {
      if ((t & (Averages.RESUM_EVERY - 1)) == 0) {
        resum(x, t);
      } else {
        double added = distance(x[t], anchor);
        double dropped = t >= n ? distance(x[t - n], anchor) : 0;
        sum += added - dropped;
        squares += added * added - dropped * dropped;
      }
      double mean = sum / n;
      put(x[t], deviations * Math.sqrt(Math.max(0, squares / n - mean * mean)), t, out);
    }
  }

  private void resum(double[] x, int t) {
    anchor = !Double.isNaN(x[t]) ? x[t] : 0;
    sum = 0;
    squares = 0;
    for (int i = Math.max(0, t - n + 1); i <= t; i++) {
      double d = distance(x[i], anchor);
      sum += d;
      squares += d * d;
    }
  }

  private static double distance(double value, double anchor) {
    return !Double.isNaN(value) ? value - anchor : 0;
  }

  private static void put(double value, double half, int t, double[][] out) {
    double middle = out[1][t];
    double upper = middle + half;
    double lower = middle - half;
    out[0][t] = upper;
    out[2][t] = lower;
    out[3][t] = upper == lower ? Double.NaN : (value - lower) / (upper - lower);
    out[4][t] = middle == 0 ? Double.NaN : (upper - lower) / middle;
  }

  @Override
  public Memory copy() {
    Bands copy = (Bands) super.copy();
    copy.middle = (Averages.Simple) middle.copy();
    return copy;
  }
}
