package openbell.worker.engine.indicator;

import java.util.function.ToDoubleFunction;

/// Mean and sum of squared distances from it over the last `n` values.
///
/// The squares move with the window without large numbers that cancel: replacing `b` by `a` changes
/// them by `(a - b) (a - newMean + b - oldMean)`.
final class Spread extends Window {
  private final ToDoubleFunction<Spread> figure;
  private double mean;
  private double squares;
  private double newest;

  /// @param figure what is told of the window
  Spread(int n, ToDoubleFunction<Spread> figure) {
    super(n);
    this.figure = figure;
  }

  @Override
  void move(double added, double dropped) {
    double by = added - dropped;
    double before = mean;
    sum += by;
    mean = sum / n;
    squares += by * (added - mean + dropped - before);
  }

  @Override
  void resum() {
    sum = 0;
    squares = 0;
    for (int i = 0; i < n; i++) {
      sum += get(i);
    }
    mean = sum / n;
    for (int i = 0; i < n; i++) {
      double distance = get(i) - mean;
      squares += distance * distance;
    }
  }

  @Override
  double value(double x) {
    newest = x;
    return figure.applyAsDouble(this);
  }

  /// Mean squared distance; `ddof` is taken from the number of values it is divided by.
  double variance(double ddof) {
    if (n <= ddof) {
      return Double.NaN;
    }
    return isConstant() ? 0 : Math.max(0, squares) / (n - ddof);
  }

  double deviation(double ddof) {
    return Math.sqrt(variance(ddof));
  }

  /// Distance of the newest value from the mean in deviations.
  double score(double ddof) {
    double deviation = deviation(ddof);
    return deviation == 0 ? Double.NaN : (newest - mean) / deviation;
  }
}
