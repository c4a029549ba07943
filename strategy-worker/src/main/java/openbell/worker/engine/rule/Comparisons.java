package openbell.worker.engine.rule;

import openbell.model.strategy.Params;

/// Rules that compare numbers. One that reads a `NaN` is undefined, whatever the others say.
final class Comparisons {
  private Comparisons() {}

  /// `sign (a - (b + shift)) > 0`, or `>= 0`. The difference of two numbers has the sign of their
  /// order, so this is the comparison itself.
  ///
  /// @param sign 1 for "greater", -1 for "less"
  static Memoryless ordered(int sign, double shift, boolean orEqual) {
    return (in, from, to, out) -> {
      double[] a = in.numbers()[0];
      double[] b = in.numbers()[1];
      for (int start = from; start < to; start = (start | 63) + 1) {
        int end = Math.min(to, (start | 63) + 1);
        long truth = 0;
        long defined = 0;
        for (int t = start; t < end; t++) {
          double over = sign * (a[t] - (b[t] + shift));
          defined |= (!Double.isNaN(over) ? 1L : 0L) << t;
          truth |= (over > 0 || (orEqual && over == 0) ? 1L : 0L) << t;
        }
        out.add(start >> 6, truth, defined);
      }
    };
  }

  /// `a` and `b` differ by no more than epsilon.
  static Memoryless equal(double epsilon) {
    return (in, from, to, out) -> {
      for (int t = from; t < to; t++) {
        double apart = Math.abs(in.numbers()[0][t] - in.numbers()[1][t]);
        if (!Double.isNaN(apart)) {
          out.set(t, apart <= epsilon);
        }
      }
    };
  }

  static Memoryless inRange(Params params) {
    boolean withLow = params.flag("lower_inclusive", true);
    boolean withHigh = params.flag("upper_inclusive", true);
    return (in, from, to, out) -> {
      double[] x = in.numbers()[0];
      double[] low = in.numbers()[1];
      double[] high = in.numbers()[2];
      for (int t = from; t < to; t++) {
        if (!Double.isNaN(x[t]) && !Double.isNaN(low[t]) && !Double.isNaN(high[t])) {
          boolean above = withLow ? x[t] >= low[t] : x[t] > low[t];
          boolean below = withHigh ? x[t] <= high[t] : x[t] < high[t];
          out.set(t, above && below);
        }
      }
    };
  }

  /// `a` was on the other side of `b`, or at it, on the bar before, and is beyond it now by more
  /// than epsilon; confirmed: that was so one bar ago, and it is still so.
  ///
  /// @param sign 1 for from below, -1 for from above
  /// @param late bars between the crossing and its signal: 0, or 1 for confirmed
  static Memoryless crossing(int sign, double epsilon, int late) {
    double shift = sign * epsilon;
    return (in, from, to, out) -> {
      double[] a = in.numbers()[0];
      double[] b = in.numbers()[1];
      int first = Math.max(from, 1 + late);
      for (int start = first; start < to; start = (start | 63) + 1) {
        int end = Math.min(to, (start | 63) + 1);
        long truth = 0;
        long defined = 0;
        for (int t = start; t < end; t++) {
          int then = t - late;
          double before = sign * (a[then - 1] - b[then - 1]);
          double crossed = sign * (a[then] - (b[then] + shift));
          double now = sign * (a[t] - (b[t] + shift));
          defined |= (!Double.isNaN(before + crossed + now) ? 1L : 0L) << t;
          truth |= (before <= 0 && crossed > 0 && now > 0 ? 1L : 0L) << t;
        }
        out.add(start >> 6, truth, defined);
      }
    };
  }
}
