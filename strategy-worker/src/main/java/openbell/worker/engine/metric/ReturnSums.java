package openbell.worker.engine.metric;

/// Sums over returns from which their mean, deviation and ratios follow; those of two stretches can
/// be joined.
///
/// @param pivot subtracted from every return before it is summed, so that squares keep their digits
/// @param sum of the distances to the pivot
/// @param squares of the distances to the pivot
/// @param losses squares of what returns are below the hurdle
record ReturnSums(
    int count, double pivot, double hurdle, double sum, double squares, double losses) {
  /// What rounding leaves of a deviation that is zero. A return is known to about 2e-16, so nothing
  /// real is below it.
  static final double NOISE = 1e-14;

  /// The same, as a fraction of the distance to the pivot.
  private static final double RELATIVE_NOISE = 1e-12;

  /// Of the returns from index `from` to before `to`. Two sums run side by side: they do not wait
  /// for each other.
  static ReturnSums of(double[] r, int from, int to, double pivot, double hurdle) {
    double sum = 0;
    double sum2 = 0;
    double squares = 0;
    double squares2 = 0;
    double losses = 0;
    double losses2 = 0;
    int t = from;
    for (; t < to - 1; t += 2) {
      double d = r[t] - pivot;
      double d2 = r[t + 1] - pivot;
      double l = loss(r[t], hurdle);
      double l2 = loss(r[t + 1], hurdle);
      sum += d;
      sum2 += d2;
      squares += d * d;
      squares2 += d2 * d2;
      losses += l * l;
      losses2 += l2 * l2;
    }
    if (t < to) {
      double d = r[t] - pivot;
      double l = loss(r[t], hurdle);
      sum += d;
      squares += d * d;
      losses += l * l;
    }
    return new ReturnSums(
        to - from, pivot, hurdle, sum + sum2, squares + squares2, (losses + losses2) / 4);
  }

  static ReturnSums of(Curve curve) {
    return of(curve.returns(), 0, curve.size(), curve.pivot(), curve.hurdle());
  }

  /// Twice the smaller of 0 and the excess, without a branch.
  private static double loss(double value, double hurdle) {
    double excess = value - hurdle;
    return excess - Math.abs(excess);
  }

  /// With one more return.
  ReturnSums with(double value) {
    double d = value - pivot;
    double l = loss(value, hurdle);
    return new ReturnSums(count + 1, pivot, hurdle, sum + d, squares + d * d, losses + l * l / 4);
  }

  /// @param other with the same pivot and hurdle
  ReturnSums and(ReturnSums other) {
    return new ReturnSums(
        count + other.count,
        pivot,
        hurdle,
        sum + other.sum,
        squares + other.squares,
        losses + other.losses);
  }

  double mean() {
    return pivot + sum / count;
  }

  /// Sample standard deviation (divides by `n - 1`); 0 for rounding errors, `NaN` for fewer than
  /// two values.
  double deviation() {
    if (count < 2) {
      return Double.NaN;
    }
    double left = squares - sum * sum / count;
    double deviation = Math.sqrt(left / (count - 1));
    return left <= RELATIVE_NOISE * squares || deviation < NOISE ? 0 : deviation;
  }

  /// Mean excess by deviation, for a year; `NaN` without a deviation.
  double sharpe(int barsPerYear) {
    return ratio(mean() - hurdle, deviation(), barsPerYear);
  }

  /// Mean excess by the root of the mean square of the losses; `NaN` without a loss.
  double sortino(int barsPerYear) {
    return ratio(mean() - hurdle, downside(), barsPerYear);
  }

  /// Root of the mean square of what returns are below the hurdle.
  double downside() {
    double downside = Math.sqrt(losses / count);
    return downside < NOISE ? 0 : downside;
  }

  private static double ratio(double excess, double risk, int barsPerYear) {
    return risk > 0 ? excess / risk * Math.sqrt(barsPerYear) : Double.NaN;
  }
}
