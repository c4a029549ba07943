package openbell.worker.testing;

import java.time.LocalDate;
import java.util.SplittableRandom;
import openbell.worker.engine.series.BarSeries;

/// Bars made up for tests.
public final class Bars {
  /// A Monday.
  public static final LocalDate FIRST = LocalDate.of(2020, 1, 6);

  private Bars() {}

  /// Bars on consecutive days whose open, high, low and close are the same.
  public static BarSeries flat(String symbol, double... closes) {
    return of(symbol, closes, closes);
  }

  /// Bars on consecutive days; the high and low just enclose open and close.
  public static BarSeries of(String symbol, double[] opens, double[] closes) {
    int n = closes.length;
    int[] days = new int[n];
    double[] high = new double[n];
    double[] low = new double[n];
    for (int t = 0; t < n; t++) {
      days[t] = (int) FIRST.toEpochDay() + t;
      high[t] = Math.max(opens[t], closes[t]);
      low[t] = Math.min(opens[t], closes[t]);
    }
    return BarSeries.of(symbol, days, opens.clone(), high, low, closes.clone(), new double[n]);
  }

  /// A random walk on weekdays; about one day in `gap` is missing.
  public static BarSeries walk(String symbol, int n, int gap, SplittableRandom random) {
    int[] days = new int[n];
    double[][] v = new double[5][n];
    double price = 20 + random.nextDouble() * 200;
    int day = (int) FIRST.toEpochDay() + random.nextInt(10);
    for (int t = 0; t < n; t++) {
      do {
        day++;
      } while (Math.floorMod(day - 4, 7) > 4 || random.nextInt(gap) == 0);
      days[t] = day;
      v[0][t] = price * (1 + 0.01 * (random.nextDouble() - 0.5));
      v[3][t] = v[0][t] * (1 + 0.04 * (random.nextDouble() - 0.495));
      v[1][t] = Math.max(v[0][t], v[3][t]) * (1 + 0.01 * random.nextDouble());
      v[2][t] = Math.min(v[0][t], v[3][t]) * (1 - 0.01 * random.nextDouble());
      v[4][t] = random.nextInt(1_000_000);
      price = v[3][t];
    }
    return BarSeries.of(symbol, days, v);
  }
}
