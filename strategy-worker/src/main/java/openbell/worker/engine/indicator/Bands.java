package openbell.worker.engine.indicator;

/// Bollinger bands: a mean and its distance in population standard deviations.
///
/// Outputs: upper, middle, lower, the place of the value between the bands (0 to 1), and their
/// width as a fraction of the middle. Sums move as in {@link Window.Spread}.
final class Bands extends Memory {
  private final int n;
  private final double deviations;
  private double sum;
  private double mean;
  private double squares;
  private double mostSquares;
  private int equal;
  private int lastMissing = -1;

  Bands(int n, double deviations) {
    this.n = n;
    this.deviations = deviations;
  }

  @Override
  public void advance(double[][] in, int from, int to, double[][] out) {
    double[] x = in[0];
    int t = from;
    while (t < to) {
      if (t - lastMissing <= n || (t & (Window.ANEW_EVERY - 1)) == 0) {
        anew(x, t, out);
        t++;
      } else {
        t = run(x, t, Math.min(to, (t | (Window.ANEW_EVERY - 1)) + 1), out);
      }
    }
    bands(x, from, to, out);
  }

  // Until the bands are drawn, the first output holds the squares and the second the means.

  private void anew(double[] x, int t, double[][] out) {
    if (Double.isNaN(x[t])) {
      lastMissing = t;
    }
    if (t - lastMissing < n) {
      out[0][t] = Double.NaN;
      out[1][t] = Double.NaN;
      return;
    }
    sum = 0;
    squares = 0;
    for (int i = t - n + 1; i <= t; i++) {
      sum += x[i];
    }
    mean = sum / n;
    for (int i = t - n + 1; i <= t; i++) {
      squares += (x[i] - mean) * (x[i] - mean);
    }
    mostSquares = squares;
    equal = Averages.equalUpTo(x, t, n);
    out[0][t] = equal >= n ? 0 : squares;
    out[1][t] = equal >= n ? x[t] : mean;
  }

  /// Moves a complete window along as far as its sums may be moved; answers with the next bar.
  private int run(double[] x, int from, int to, double[][] out) {
    double total = sum;
    double before = mean;
    double spread = squares;
    double most = mostSquares;
    int same = equal;
    int t = from;
    for (; t < to; t++) {
      double v = x[t];
      double dropped = x[t - n];
      double by = v - dropped;
      total += by;
      double middle = total / n;
      spread += by * (v - middle + dropped - before);
      before = middle;
      same = v == x[t - 1] ? same + 1 : 1;
      if (spread > most) {
        most = spread;
      } else if (!(spread >= Window.SHRUNK * most)) {
        break;
      }
      out[0][t] = same >= n ? 0 : spread;
      out[1][t] = same >= n ? v : middle;
    }
    sum = total;
    mean = before;
    squares = spread;
    mostSquares = most;
    equal = same;
    if (t < to) {
      // Missing, or shrunk.
      anew(x, t++, out);
    }
    return t;
  }

  private void bands(double[] x, int from, int to, double[][] out) {
    double[] uppers = out[0];
    double[] middles = out[1];
    double[] lowers = out[2];
    double[] places = out[3];
    double[] widths = out[4];
    double inverse = 1.0 / n;
    for (int t = from; t < to; t++) {
      double middle = middles[t];
      double half = deviations * Math.sqrt(Math.max(0, uppers[t]) * inverse);
      double upper = middle + half;
      double lower = middle - half;
      double place = (x[t] - lower) / (upper - lower);
      double width = (upper - lower) / middle;
      uppers[t] = upper;
      lowers[t] = lower;
      // Infinity times zero is NaN: a division by zero has no result.
      places[t] = place + 0 * place;
      widths[t] = width + 0 * width;
    }
  }
}
