package openbell.worker.engine.indicator;

/// What can be said about the last values without an average.
final class Windows {
  private Windows() {}

  /// Greatest of the last `n` values; with `sign` -1 the least.
  static final class Extreme extends Memory {
    private final int n;
    private final int sign;
    // A ring of candidates: each is beaten by none that came after it.
    private int[] ring;
    private int head;
    private int count;
    private int lastMissing = -1;

    Extreme(int n, int sign) {
      this.n = n;
      this.sign = sign;
      this.ring = new int[n];
    }

    @Override
    public void advance(double[][] in, int from, int to, double[][] out) {
      advance(in[0], from, to, out[0]);
    }

    void advance(double[] x, int from, int to, double[] out) {
      for (int t = from; t < to; t++) {
        if (count > 0 && ring[head] <= t - n) {
          head = next(head);
          count--;
        }
        if (Double.isNaN(x[t])) {
          lastMissing = t;
          count = 0;
        } else {
          enter(x, t);
        }
        out[t] = t - lastMissing >= n ? x[ring[head]] : Double.NaN;
      }
    }

    private void enter(double[] x, int t) {
      while (count > 0 && sign * x[ring[last()]] <= sign * x[t]) {
        count--;
      }
      count++;
      ring[last()] = t;
    }

    private int last() {
      int at = head + count - 1;
      return at >= n ? at - n : at;
    }

    private int next(int at) {
      return at + 1 == n ? 0 : at + 1;
    }

    @Override
    public Memory copy() {
      Extreme copy = (Extreme) super.copy();
      copy.ring = ring.clone();
      return copy;
    }
  }

  /// Change against `n` bars ago, in percent.
  static Direct rateOfChange(int n) {
    return (in, from, to, out) -> {
      double[] x = in[0];
      for (int t = from; t < to; t++) {
        double before = t >= n ? x[t - n] : Double.NaN;
        out[0][t] = before == 0 ? Double.NaN : 100 * (x[t] / before - 1);
      }
    };
  }
}
