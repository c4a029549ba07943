package openbell.worker.engine.metric;

/// How returns are spread: sums of higher powers and counts.
///
/// @param absolute sum of the returns without their signs
/// @param up number of returns above 0
/// @param down number of returns below 0
/// @param second sum of squared distances to the mean, `third` and `fourth` of higher powers
record Shape(double absolute, int up, int down, double second, double third, double fourth) {

  static Shape of(double[] r, double mean) {
    double absolute = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    long up = 0;
    long down = 0;
    for (double v : r) {
      double d = v - mean;
      double square = d * d;
      absolute += Math.abs(v);
      second += square;
      third += square * d;
      fourth += square * square;
      // Sign bits instead of branches: half of them would be guessed wrong.
      up += Double.doubleToRawLongBits(0.0 - v) >>> 63;
      down += Double.doubleToRawLongBits(v) >>> 63;
    }
    return new Shape(absolute, (int) up, (int) down, second, third, fourth);
  }

  /// Sum of the gains by sum of the losses; `NaN` without a loss.
  ///
  /// @param sum of all returns
  double omega(double sum) {
    return down > 0 ? (absolute + sum) / (absolute - sum) : Double.NaN;
  }

  /// Bias-corrected skewness of `n` returns.
  double skew(double n) {
    double g1 = third / n / Math.pow(second / n, 1.5);
    return n < 3 ? Double.NaN : g1 * Math.sqrt(n * (n - 1)) / (n - 2);
  }

  /// Bias-corrected excess kurtosis of `n` returns.
  double kurtosis(double n) {
    double g2 = fourth / n / (second / n * (second / n)) - 3;
    return n < 4 ? Double.NaN : (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * g2 + 6);
  }
}
