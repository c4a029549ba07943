package openbell.worker.engine.indicator;

/// Wilder's stop and reverse over high and low.
final class ParabolicSar extends Memory {
  private final double step;
  private final double most;
  // All prices are kept with the sign of the side, so that a short position in falling prices is a
  // long one in rising ones.
  private int side;
  private double stop;
  private double extreme;
  private double pace;
  private double highBefore = Double.NaN;
  private double lowBefore = Double.NaN;

  ParabolicSar(double step, double most) {
    this.step = Math.min(step, most);
    this.most = most;
  }

  @Override
  public void advance(double[][] in, int from, int to, double[][] out) {
    for (int t = from; t < to; t++) {
      double high = in[0][t];
      double low = in[1][t];
      if (Double.isNaN(high + low)) {
        out[0][t] = Double.NaN;
        continue;
      }
      out[0][t] = Double.isNaN(highBefore) ? Double.NaN : next(high, low);
      highBefore = high;
      lowBefore = low;
    }
  }

  private double next(double high, double low) {
    if (side == 0) {
      start(high, low);
    }
    double best = side > 0 ? high : -low;
    double worst = side > 0 ? low : -high;
    double worstBefore = side > 0 ? lowBefore : -highBefore;
    if (worst <= stop) {
      return turn(high, low);
    }
    double now = side * stop;
    if (best > extreme) {
      extreme = best;
      pace = Math.min(most, pace + step);
    }
    stop += pace * (extreme - stop);
    stop = Math.min(stop, Math.min(worstBefore, worst));
    return now;
  }

  private void start(double high, double low) {
    double fall = lowBefore - low;
    boolean isShort = fall > 0 && fall > high - highBefore;
    side = isShort ? -1 : 1;
    stop = isShort ? -highBefore : lowBefore;
    extreme = isShort ? -low : high;
    pace = step;
    // The first bar has no bar before it that could hold the stop back.
    highBefore = high;
    lowBefore = low;
  }

  /// The stop is reached: it jumps behind the extreme of the move that ended.
  private double turn(double high, double low) {
    side = -side;
    double worst = side > 0 ? low : -high;
    double worstBefore = side > 0 ? lowBefore : -highBefore;
    double bound = Math.min(worst, worstBefore);
    stop = Math.min(-extreme, bound);
    double now = side * stop;
    extreme = side > 0 ? high : -low;
    pace = step;
    stop = Math.min(stop + pace * (extreme - stop), bound);
    return now;
  }
}
