package openbell.worker.engine.portfolio;

/// Deviations of simple returns over the newest bars, as of a day of the calendar.
final class Volatility {
  private static final int TRADING_DAYS = 252;
  private static final int CALENDAR_DAYS = 365;

  /// 1970-01-01 was a Thursday: four days later the week begins.
  private static final int FIRST_MONDAY = 4;

  private final Setting setting;
  private final int[] rows;
  private double[] returns = {};

  Volatility(Setting setting) {
    this.setting = setting;
    this.rows = new int[setting.symbols()];
  }

  /// Sample deviation of the last `lookback` returns of the symbol's own bars; `NaN` while there
  /// are fewer.
  double ofSymbol(int s, int i, int lookback) {
    int last = setting.calendar().asOf(s, i);
    if (last < lookback) {
      return Double.NaN;
    }
    double[] out = returns(lookback);
    double[] closes = setting.closes(s);
    for (int k = 0; k < lookback; k++) {
      out[k] = closes[last - k] / closes[last - k - 1] - 1;
    }
    return deviation(out, lookback);
  }

  /// Realised volatility of a basket: the sample deviation of what it would have returned on each
  /// of the last `lookback` days on which one of its symbols had a bar, had it begun each day with
  /// the given weights and the rest in cash; a symbol without a bar on a day counts as unchanged.
  /// Times the root of 252, or of 365 when one of the days is a Saturday or Sunday.
  ///
  /// @param symbols the first `count` of them, each with more than `lookback` bars
  /// @param weights by symbol
  double ofBasket(int[] symbols, int count, double[] weights, int i, int lookback) {
    for (int k = 0; k < count; k++) {
      rows[k] = setting.calendar().asOf(symbols[k], i);
    }
    double[] out = returns(lookback);
    boolean weekend = false;
    for (int t = 0; t < lookback; t++) {
      int day = newest(symbols, count);
      weekend |= Math.floorMod(day - FIRST_MONDAY, 7) > 4;
      out[t] = 0;
      for (int k = 0; k < count; k++) {
        if (setting.epochDay(symbols[k], rows[k]) == day) {
          double[] closes = setting.closes(symbols[k]);
          out[t] += weights[symbols[k]] * (closes[rows[k]] / closes[rows[k] - 1] - 1);
          rows[k]--;
        }
      }
    }
    return deviation(out, lookback) * Math.sqrt(weekend ? CALENDAR_DAYS : TRADING_DAYS);
  }

  private int newest(int[] symbols, int count) {
    int day = Integer.MIN_VALUE;
    for (int k = 0; k < count; k++) {
      day = Math.max(day, setting.epochDay(symbols[k], rows[k]));
    }
    return day;
  }

  private double[] returns(int lookback) {
    if (returns.length < lookback) {
      returns = new double[lookback];
    }
    return returns;
  }

  private static double deviation(double[] x, int n) {
    double sum = 0;
    for (int k = 0; k < n; k++) {
      sum += x[k];
    }
    double mean = sum / n;
    double squares = 0;
    for (int k = 0; k < n; k++) {
      squares += (x[k] - mean) * (x[k] - mean);
    }
    return Math.sqrt(squares / (n - 1));
  }
}
