package openbell.worker.engine.metric;

/// How returns are spread: sums of higher powers, extremes and counts.
///
/// @param gains sum of the returns above 0
/// @param losses sum of the returns below 0
/// @param up number of returns above 0
/// @param down number of returns below 0
/// @param second sum of squared distances to the mean, `third` and `fourth` of higher powers
record Shape(
    double gains,
    double losses,
    double least,
    double greatest,
    int up,
    int down,
    double second,
    double third,
    double fourth) {

  static Shape of(double[] r, double mean) {
    double sum = 0;
    double absolute = 0;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    long up = 0;
    long down = 0;
    for (double v : r) {
      sum += v;
      absolute += Math.abs(v);
      least = v < least ? v : least;
      greatest = v > greatest ? v : greatest;
      // Sign bits instead of branches: half of them would be guessed wrong.
      up += Double.doubleToRawLongBits(0.0 - v) >>> 63;
      down += Double.doubleToRawLongBits(v + 0.0) >>> 63;
    }
    double[] powers = powers(r, mean);
    return new Shape(
        (absolute + sum) / 2,
        (absolute - sum) / -2,
        least,
        greatest,
        (int) up,
        (int) down,
        powers[0],
        powers[1],
        powers[2]);
  }

  private static double[] powers(double[] r, double mean) {
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (double v : r) {
      double d = v - mean;
      double square = d * d;
      second += square;
      third += square * d;
      fourth += square * square;
    }
    return new double[] {second, third, fourth};
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

  /// Mean of the returns below a bound; `NaN` when there is none.
  static double meanBelow(double[] r, double bound) {
    double sum = 0;
    int count = 0;
    for (double v : r) {
      if (v < bound) {
        sum += v;
        count++;
      }
    }
    return sum / count;
  }
}
