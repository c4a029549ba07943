package openbell.worker.engine.metric;

/// A value curve with the returns that its figures share.
///
/// @param start value before the first bar
/// @param value at each close
/// @param days epoch days of the closes
/// @param returns change of each bar; the first is against `start`
/// @param barsPerYear A: 252, or 365 when some bar is of a Saturday or Sunday
/// @param hurdle risk-free return of one bar
record Curve(
    double start, double[] value, int[] days, double[] returns, int barsPerYear, double hurdle) {
  static final double DAYS_PER_YEAR = 365.25;

  /// Up to this number `x * 18725 >>> 17` is `x / 7`: 119 years of days.
  private static final int LONGEST_SEVENTHS = 43_000;

  /// @param riskFree yearly rate, 0.02 for 2 %
  static Curve of(double start, double[] value, int[] days, double riskFree) {
    int year = barsPerYear(days);
    double hurdle = riskFree == 0 ? 0 : Math.pow(1 + riskFree, 1.0 / year) - 1;
    return new Curve(start, value, days, returns(start, value), year, hurdle);
  }

  /// Changes from bar to bar.
  static double[] returns(double start, double[] value) {
    double[] r = new double[value.length];
    r[0] = start;
    System.arraycopy(value, 0, r, 1, value.length - 1);
    // Each value stands beside the one before it: this the compiler turns into vectors.
    for (int t = 0; t < r.length; t++) {
      r[t] = value[t] / r[t] - 1;
    }
    return r;
  }

  /// 252 bars, or 365 when some day is a Saturday or Sunday.
  static int barsPerYear(int[] days) {
    // Day 4 was a Monday.
    int monday = days[0] - Math.floorMod(days[0] - 4, 7);
    if (days[days.length - 1] - monday > LONGEST_SEVENTHS) {
      return hasWeekend(days) ? 365 : 252;
    }
    int weekend = 0;
    for (int day : days) {
      int since = day - monday;
      int weekday = since - 7 * ((since * 18_725) >>> 17);
      // Negative for a Saturday or Sunday; the sign is kept.
      weekend |= 4 - weekday;
    }
    return weekend < 0 ? 365 : 252;
  }

  private static boolean hasWeekend(int[] days) {
    for (int day : days) {
      if (Math.floorMod(day - 4, 7) > 4) {
        return true;
      }
    }
    return false;
  }

  int size() {
    return value.length;
  }

  double last() {
    return value[value.length - 1];
  }

  double growth() {
    return last() / start;
  }

  double years() {
    return years(0);
  }

  /// Years from bar `from` to the end.
  double years(int from) {
    return (days[days.length - 1] - days[from]) / DAYS_PER_YEAR;
  }

  double cagr() {
    return yearly(growth(), years());
  }

  /// `NaN` without any time, or when everything and more was lost.
  static double yearly(double growth, double years) {
    return years > 0 ? Math.pow(growth, 1 / years) - 1 : Double.NaN;
  }
}
