package openbell.worker.engine.proof;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/// Arithmetic on the past: an array ends at the bar that is asked about.
final class Past {
  private static final double NAN = Double.NaN;

  private Past() {}

  /// The value at the bar that is asked about.
  static double last(double[] x) {
    return x.length == 0 ? NAN : x[x.length - 1];
  }

  /// The value `back` bars ago.
  static double ago(double[] x, int back) {
    return back < x.length ? x[x.length - 1 - back] : NAN;
  }

  /// The last `n` values; all `NaN` when there are not so many.
  static double[] window(double[] x, int n) {
    if (x.length < n) {
      double[] nothing = new double[n];
      Arrays.fill(nothing, NAN);
      return nothing;
    }
    return Arrays.copyOfRange(x, x.length - n, x.length);
  }

  static double sum(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value;
    }
    return sum;
  }

  /// Measured from the first value, so that the mean of equal values is that value.
  static double mean(double[] x) {
    double distance = 0;
    for (double value : x) {
      distance += value - x[0];
    }
    return x[0] + distance / x.length;
  }

  /// The largest value; `NaN` if one of them is.
  static double max(double[] x) {
    double best = Double.NEGATIVE_INFINITY;
    for (double value : x) {
      best = Math.max(best, value);
    }
    return best;
  }

  /// The smallest value; `NaN` if one of them is.
  static double min(double[] x) {
    double best = Double.POSITIVE_INFINITY;
    for (double value : x) {
      best = Math.min(best, value);
    }
    return best;
  }

  /// Mean of the squared distances from the mean, divided by `n - ddof`.
  static double variance(double[] x, double ddof) {
    double mean = mean(x);
    double squares = 0;
    for (double value : x) {
      squares += (value - mean) * (value - mean);
    }
    return divided(squares, x.length - ddof);
  }

  static double deviation(double[] x, double ddof) {
    return Math.sqrt(variance(x, ddof));
  }

  /// A quotient; dividing by zero gives `NaN`, never an infinity.
  static double divided(double a, double b) {
    return b == 0 ? NAN : a / b;
  }

  /// Changes from bar to bar; one value fewer than `x`.
  static double[] changes(double[] x) {
    double[] changes = new double[Math.max(0, x.length - 1)];
    for (int t = 0; t < changes.length; t++) {
      changes[t] = x[t + 1] - x[t];
    }
    return changes;
  }

  /// A recursion meets only numbers: where the input is missing, so is the result, and the
  /// recursion goes on as if that bar had not been.
  static double[] skipping(double[] x, UnaryOperator<double[]> recursion) {
    double[] numbers = Arrays.stream(x).filter(value -> !Double.isNaN(value)).toArray();
    double[] results = recursion.apply(numbers);
    double[] spread = new double[x.length];
    int next = 0;
    for (int t = 0; t < x.length; t++) {
      spread[t] = Double.isNaN(x[t]) ? NAN : results[next++];
    }
    return spread;
  }

  /// An array of `n` times `NaN`.
  static double[] missing(int n) {
    double[] missing = new double[n];
    Arrays.fill(missing, NAN);
    return missing;
  }
}
