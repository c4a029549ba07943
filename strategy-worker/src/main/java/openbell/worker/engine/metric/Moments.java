package openbell.worker.engine.metric;

/// Means, deviations and quantiles. Sums run from the first value to the last.
public final class Moments {
  private Moments() {}

  public static double mean(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v;
    }
    return sum / x.length;
  }

  /// Sample standard deviation (divides by `n - 1`); `NaN` for fewer than two values.
  public static double deviation(double[] x) {
    return Math.sqrt(covariance(x, x));
  }

  /// Sample covariance.
  public static double covariance(double[] x, double[] y) {
    if (x.length < 2) {
      return Double.NaN;
    }
    double meanX = mean(x);
    double meanY = mean(y);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - meanX) * (y[i] - meanY);
    }
    return sum / (x.length - 1);
  }

  /// Quantile with linear interpolation between neighbours.
  ///
  /// @param sorted ascending
  public static double quantile(double[] sorted, double q) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double at = q * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /// Bias-corrected skewness.
  public static double skew(double[] x) {
    double n = x.length;
    double[] sums = powers(x);
    double g1 = sums[1] / n / Math.pow(sums[0] / n, 1.5);
    return n < 3 ? Double.NaN : g1 * Math.sqrt(n * (n - 1)) / (n - 2);
  }

  /// Bias-corrected excess kurtosis.
  public static double kurtosis(double[] x) {
    double n = x.length;
    double[] sums = powers(x);
    double g2 = sums[2] / n / Math.pow(sums[0] / n, 2) - 3;
    return n < 4 ? Double.NaN : (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * g2 + 6);
  }

  /// Sums of the second, third and fourth powers of the distances to the mean.
  private static double[] powers(double[] x) {
    double mean = mean(x);
    double[] sums = new double[3];
    for (double v : x) {
      double d = v - mean;
      sums[0] += d * d;
      sums[1] += d * d * d;
      sums[2] += d * d * d * d;
    }
    return sums;
  }
}
