package openbell.worker.engine.indicator;

/// Greatest of the last `n` values; with `sign` -1 the least. A missing value in the window makes
/// it undefined.
final class Extreme extends Follower {
  private final int n;
  private final int sign;
  private final int mask;
  // Candidates, oldest and greatest first: each is beaten by none that came after it. Values are
  // kept with their sign, so that the greatest is always wanted.
  private double[] values;
  private int[] bars;
  private int head;
  private int tail;
  private int bar = -1;
  private int lastMissing = -1;

  Extreme(int n, int sign) {
    this.n = n;
    this.sign = sign;
    int size = Integer.highestOneBit(n) << 1;
    this.mask = size - 1;
    this.values = new double[size];
    this.bars = new int[size];
  }

  @Override
  double next(double x) {
    bar++;
    if (Double.isNaN(x)) {
      lastMissing = bar;
      head = tail;
      return Double.NaN;
    }
    enter(sign * x);
    if (bars[head & mask] <= bar - n) {
      head++;
    }
    return bar - lastMissing >= n ? sign * values[head & mask] : Double.NaN;
  }

  private void enter(double v) {
    int end = tail;
    while (end != head && values[(end - 1) & mask] <= v) {
      end--;
    }
    values[end & mask] = v;
    bars[end & mask] = bar;
    tail = end + 1;
  }

  /// Bars since the extreme; of equal ones the latest counts.
  int age() {
    return bar - bars[head & mask];
  }

  @Override
  public Extreme copy() {
    Extreme copy = (Extreme) super.copy();
    copy.values = values.clone();
    copy.bars = bars.clone();
    return copy;
  }
}
