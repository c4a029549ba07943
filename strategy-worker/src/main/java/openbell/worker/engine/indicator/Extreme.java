package openbell.worker.engine.indicator;

import java.util.Arrays;

/// Greatest of the last `n` values; with `sign` -1 the least. A missing value in the window makes
/// it undefined.
///
/// The bars are cut into blocks of `n`. A window is the end of one block and the beginning of the
/// next: the greatest of each is known, so that two comparisons a bar suffice, whatever the data
/// (M. van Herk, 1992; J. Gil and M. Werman, 1993).
final class Extreme extends Follower {
  private final int n;
  private final int sign;
  // Up to the current place the values of this block, after it the greatest from there to the end
  // of the block before.
  private double[] block;
  private double greatest = Double.NEGATIVE_INFINITY;
  private int place;

  Extreme(int n, int sign) {
    this.n = n;
    this.sign = sign;
    this.block = new double[n];
    Arrays.fill(block, Double.NaN);
  }

  @Override
  double next(double x) {
    double v = sign * x;
    greatest = Math.max(greatest, v);
    block[place] = v;
    if (++place < n) {
      return sign * Math.max(greatest, block[place]);
    }
    double found = sign * greatest;
    close();
    return found;
  }

  private void close() {
    for (int i = n - 2; i >= 0; i--) {
      block[i] = Math.max(block[i], block[i + 1]);
    }
    greatest = Double.NEGATIVE_INFINITY;
    place = 0;
  }

  @Override
  public void advance(double[][] in, int from, int to, double[][] out) {
    double[] x = in[0];
    double[] y = out[0];
    for (int t = from; t < to; t++) {
      y[t] = next(x[t]);
    }
  }

  @Override
  public Extreme copy() {
    Extreme copy = (Extreme) super.copy();
    copy.block = block.clone();
    return copy;
  }
}
