package openbell.worker.engine.indicator;

import openbell.model.strategy.Params;

/// Kaufman's adaptive mean: the straighter the way of the last `n` values, the faster it follows.
final class Kama extends Memory {
  private final int n;
  private final double slow;
  private final double range;
  private Window.Mean path;
  private double mean = Double.NaN;

  Kama(Params params) {
    this.n = params.integer("period", 1);
    this.slow = 2.0 / (params.integer("slow_period", 1) + 1);
    this.range = 2.0 / (params.integer("fast_period", 1) + 1) - slow;
    this.path = new Window.Mean(n);
  }

  @Override
  public void advance(double[][] in, int from, int to, double[][] out) {
    double[] x = in[0];
    for (int t = from; t < to; t++) {
      double way = n * path.next(t == 0 ? Double.NaN : Math.abs(x[t] - x[t - 1]));
      out[0][t] = Double.isNaN(way) ? Double.NaN : follow(x, t, way);
    }
  }

  private double follow(double[] x, int t, double way) {
    double distance = Math.abs(x[t] - x[t - n]);
    // The straight way cannot be longer than the way, but its rounded sum can.
    double straightness = distance >= way ? 1 : distance / way;
    double pace = straightness * range + slow;
    double before = Double.isNaN(mean) ? x[t - 1] : mean;
    mean = before + pace * pace * (x[t] - before);
    return mean;
  }

  @Override
  public Memory copy() {
    Kama copy = (Kama) super.copy();
    copy.path = (Window.Mean) path.copy();
    return copy;
  }
}
