package openbell.worker.engine.indicator;

/// How long ago the highest high and the lowest low of `n + 1` bars were: up, down and oscillator.
final class Aroon extends Memory {
  private final int n;
  private int highest = -1;
  private int lowest = -1;
  private int lastMissing = -1;

  Aroon(int n) {
    this.n = n;
  }

  @Override
  public void advance(double[][] in, int from, int to, double[][] out) {
    for (int t = from; t < to; t++) {
      if (Double.isNaN(in[0][t] + in[1][t])) {
        lastMissing = t;
      }
      boolean defined = t - lastMissing > n;
      highest = defined ? extreme(in[0], highest, t, 1) : -1;
      lowest = defined ? extreme(in[1], lowest, t, -1) : -1;
      double up = defined ? 100.0 * (n - (t - highest)) / n : Double.NaN;
      double down = defined ? 100.0 * (n - (t - lowest)) / n : Double.NaN;
      out[0][t] = up;
      out[1][t] = down;
      out[2][t] = up - down;
    }
  }

  /// Bar of the extreme; of equal ones the latest counts.
  private int extreme(double[] x, int known, int t, int sign) {
    if (known >= t - n) {
      return sign * x[t] >= sign * x[known] ? t : known;
    }
    int found = t - n;
    for (int i = found + 1; i <= t; i++) {
      found = sign * x[i] >= sign * x[found] ? i : found;
    }
    return found;
  }
}
