package openbell.worker.engine.metric;

import java.util.Objects;

/// Sums over returns from which their mean, deviation and ratios follow; those of two stretches can
/// be joined.
///
/// @param hurdle risk-free return of one bar
/// @param sum of the excess over the hurdle
/// @param squares of the excess
/// @param signed squares of the excess, those of losses subtracted
record ReturnSums(int count, double hurdle, double sum, double squares, double signed) {
  /// What rounding leaves of a deviation that is zero. A return is known to about 2e-16, so nothing
  /// real is below it.
  static final double NOISE = 1e-14;

  /// The same for its square, as a fraction of the squares it is left over from.
  private static final double RELATIVE_NOISE = 1e-12;

  /// Of the returns from index `from` to before `to`. Two sums of each kind run side by side: they
  /// do not wait for each other.
  static ReturnSums of(double[] r, int from, int to, double hurdle) {
    Objects.checkFromToIndex(from, to, r.length);
    double sum = 0;
    double sum2 = 0;
    double squares = 0;
    double squares2 = 0;
    double signed = 0;
    double signed2 = 0;
    int t = from;
    for (; t < to - 1; t += 2) {
      double d = r[t] - hurdle;
      double d2 = r[t + 1] - hurdle;
      sum += d;
      sum2 += d2;
      squares += d * d;
      squares2 += d2 * d2;
      signed += d * Math.abs(d);
      signed2 += d2 * Math.abs(d2);
    }
    ReturnSums sums =
        new ReturnSums(t - from, hurdle, sum + sum2, squares + squares2, signed + signed2);
    return t < to ? sums.with(r[t]) : sums;
  }

  static ReturnSums of(Curve curve) {
    return of(curve.returns(), 0, curve.size(), curve.hurdle());
  }

  /// With one more return.
  ReturnSums with(double value) {
    double d = value - hurdle;
    return new ReturnSums(count + 1, hurdle, sum + d, squares + d * d, signed + d * Math.abs(d));
  }

  /// @param other with the same hurdle
  ReturnSums and(ReturnSums other) {
    return new ReturnSums(
        count + other.count,
        hurdle,
        sum + other.sum,
        squares + other.squares,
        signed + other.signed);
  }

  double mean() {
    return hurdle + sum / count;
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
    return ratio(deviation(), barsPerYear);
  }

  /// Mean excess by downside, for a year; `NaN` without a loss.
  double sortino(int barsPerYear) {
    return ratio(downside(), barsPerYear);
  }

  /// Root of the mean square of what returns are below the hurdle.
  double downside() {
    double downside = Math.sqrt((squares - signed) / 2 / count);
    return downside < NOISE ? 0 : downside;
  }

  private double ratio(double risk, int barsPerYear) {
    return risk > 0 ? sum / count / risk * Math.sqrt(barsPerYear) : Double.NaN;
  }
}
