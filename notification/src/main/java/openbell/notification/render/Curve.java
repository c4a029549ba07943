package openbell.notification.render;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
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

  /// Steps from one session's close to the next.
  public int sessions() {
    return equity.length - 1;
  }

  /// The part from the last close on or before `day`; all of it when it begins later.
  public Curve since(LocalDate day) {
    int at = Collections.binarySearch(dates, day);
    return from(at >= 0 ? at : Math.max(0, -at - 2));
  }

  /// The last `sessions` points, or all of them.
  public Curve last(int sessions) {
    return from(Math.max(0, equity.length - sessions));
  }

  /// The benchmark starts with the equity again.
  private Curve from(int start) {
    double[] other =
        benchmark.length == 0 ? benchmark : Arrays.copyOfRange(benchmark, start, benchmark.length);
    double factor = other.length == 0 ? 1 : equity[start] / other[0];
    return new Curve(
        dates.subList(start, dates.size()),
        Arrays.copyOfRange(equity, start, equity.length),
        Arrays.stream(other).map(value -> value * factor).toArray());
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
