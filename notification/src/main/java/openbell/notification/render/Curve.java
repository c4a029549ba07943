package openbell.notification.render;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/// How a portfolio's value went: the last sessions of `equity.csv`.
///
/// @param equity value in money, one per date
/// @param benchmark value of the benchmark, scaled to start with the equity; empty without one
public record Curve(List<LocalDate> dates, double[] equity, double[] benchmark) {
  public Curve {
    dates = List.copyOf(dates);
    if (dates.size() != equity.length) {
      throw new IllegalArgumentException("a curve has one value per date");
    }
    if (benchmark.length != 0 && benchmark.length != equity.length) {
      throw new IllegalArgumentException("a benchmark has one value per date, or none at all");
    }
  }

  /// One point is not a curve.
  public boolean isDrawable() {
    return equity.length > 1;
  }

  public double low() {
    return Arrays.stream(equity).min().orElse(Double.NaN);
  }

  public double high() {
    return Arrays.stream(equity).max().orElse(Double.NaN);
  }

  /// From the first to the last point, in percent.
  public double changePercent() {
    return (equity[equity.length - 1] / equity[0] - 1) * 100;
  }

  public double benchmarkChangePercent() {
    return (benchmark[benchmark.length - 1] / benchmark[0] - 1) * 100;
  }
}
