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

  /// @param riskFree yearly rate, 0.02 for 2 %
  static Curve of(double start, double[] value, int[] days, double riskFree) {
    int year = barsPerYear(days);
    double hurdle = riskFree == 0 ? 0 : Math.pow(1 + riskFree, 1.0 / year) - 1;
    return new Curve(start, value, days, returns(start, value), year, hurdle);
  }

  /// Changes from bar to bar.
  static double[] returns(double start, double[] value) {
    double[] returns = new double[value.length];
    returns[0] = value[0] / start - 1;
    for (int t = 1; t < value.length; t++) {
      returns[t] = value[t] / value[t - 1] - 1;
    }
    return returns;
  }

  /// 252 bars, or 365 when some day is a Saturday or Sunday.
  static int barsPerYear(int[] days) {
    // Day 2 was a Saturday. From one to the next, because a division per day would cost more.
    int saturday = days[0] - Math.floorMod(days[0] - 2, 7);
    for (int day : days) {
      while (day >= saturday + 7) {
        saturday += 7;
      }
      if (day < saturday + 2) {
        return 365;
      }
    }
    return 252;
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

  /// The return that every bar would have had in steady growth: a number near all returns, from
  /// which deviations can be summed in one pass.
  double pivot() {
    return pivot(growth(), size());
  }

  static double pivot(double growth, int bars) {
    double steady = Math.expm1(Math.log(growth) / bars);
    return Double.isFinite(steady) ? steady : 0;
  }
}
