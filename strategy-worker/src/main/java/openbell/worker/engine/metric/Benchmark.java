package openbell.worker.engine.metric;

import openbell.worker.engine.series.BarSeries;

/// A symbol to compare with, on the days of a portfolio.
///
/// @param value money that was put into the symbol at its first close and left there
/// @param returns changes of the symbol's own bars on the same days; 0 where it has none
public record Benchmark(double[] value, double[] returns) {

  /// @param start money at the beginning
  public static Benchmark of(BarSeries bars, int[] days, double start) {
    double[] value = new double[days.length];
    double[] returns = new double[days.length];
    double[] close = bars.close();
    double scale = Double.NaN;
    int row = bars.lastAtOrBefore(days[0]);
    for (int t = 0; t < days.length; t++) {
      while (row + 1 < bars.size() && bars.days()[row + 1] <= days[t]) {
        row++;
      }
      if (row < 0) {
        value[t] = start;
        continue;
      }
      scale = Double.isNaN(scale) ? start / close[row] : scale;
      value[t] = close[row] * scale;
      boolean today = t > 0 && row > 0 && bars.days()[row] == days[t];
      returns[t] = today ? close[row] / close[row - 1] - 1 : 0;
    }
    return new Benchmark(value, returns);
  }
}
