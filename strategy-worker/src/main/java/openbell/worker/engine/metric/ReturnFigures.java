package openbell.worker.engine.metric;

import java.util.Arrays;

/// Figures that follow from a value curve alone.
///
/// The value before the first bar is `start`; the first return is 0 when nothing traded on bar 0,
/// and it counts as a period.
public final class ReturnFigures {
  /// Distance of the 5 % quantile of a normal distribution, in deviations.
  private static final double NORMAL_95 = 1.6448536269514722;

  private ReturnFigures() {}

  /// Changes from bar to bar.
  public static double[] returns(double start, double[] value) {
    double[] returns = new double[value.length];
    double before = start;
    for (int t = 0; t < value.length; t++) {
      returns[t] = value[t] / before - 1;
      before = value[t];
    }
    return returns;
  }

  /// 252 bars, or 365 when some day is a Saturday or Sunday.
  public static int barsPerYear(int[] days) {
    for (int day : days) {
      if (Math.floorMod(day - 4, 7) > 4) {
        return 365;
      }
    }
    return 252;
  }

  /// Puts everything from `total_return` to `vwr_bt`.
  public static void put(Figures out, double start, double[] value, int[] days) {
    int n = value.length;
    double[] r = returns(start, value);
    double year = barsPerYear(days);
    double growth = value[n - 1] / start;
    double years = (days[n - 1] - days[0]) / 365.25;
    out.put("total_return", growth - 1);
    out.put("net_value", growth);
    out.put("cagr", Math.pow(growth, 1 / years) - 1);
    out.put("cagr_trading_days", Math.pow(growth, year / n) - 1);
    double mean = Moments.mean(r);
    double deviation = Moments.deviation(r);
    out.put("volatility", deviation * Math.sqrt(year));
    out.put("sharpe", mean / deviation * Math.sqrt(year));
    out.put("sortino", mean / Math.sqrt(squaredLosses(r) / n) * Math.sqrt(year));
    drawdowns(out, start, value, days);
    out.put("calmar", out.get("cagr") / Math.abs(out.get("max_drawdown")));
    out.put("omega", sumAbove(r, 1) / Math.abs(sumAbove(r, -1)));
    double[] sorted = r.clone();
    Arrays.sort(sorted);
    out.put(
        "tail_ratio", Math.abs(Moments.quantile(sorted, 0.95) / Moments.quantile(sorted, 0.05)));
    double var = mean - NORMAL_95 * deviation;
    out.put("var_95", var);
    out.put("cvar_95", Moments.mean(Arrays.stream(r).filter(v -> v < var).toArray()));
    out.put("skew", Moments.skew(r));
    out.put("kurtosis", Moments.kurtosis(r));
    out.put("best_day", sorted[n - 1]);
    out.put("worst_day", sorted[0]);
    out.put("positive_days", count(r, 1) / (count(r, 1) + count(r, -1)));
    variability(out, start, value, year);
  }

  private static double squaredLosses(double[] r) {
    double sum = 0;
    for (double v : r) {
      sum += Math.min(v, 0) * Math.min(v, 0);
    }
    return sum;
  }

  private static double sumAbove(double[] r, int sign) {
    double sum = 0;
    for (double v : r) {
      sum += sign * v > 0 ? v : 0;
    }
    return sum;
  }

  private static double count(double[] r, int sign) {
    double count = 0;
    for (double v : r) {
      count += sign * v > 0 ? 1 : 0;
    }
    return count;
  }

  /// Distance of each value to the highest before it, 0 or negative.
  public static double[] drawdown(double start, double[] value) {
    double[] out = new double[value.length];
    double peak = start;
    for (int t = 0; t < value.length; t++) {
      peak = Math.max(peak, value[t]);
      out[t] = value[t] / peak - 1;
    }
    return out;
  }

  private static void drawdowns(Figures out, double start, double[] value, int[] days) {
    double[] drawdown = drawdown(start, value);
    int n = value.length;
    double squares = 0;
    double worst = 0;
    int peakDay = days[0];
    int longest = 0;
    for (int t = 0; t < n; t++) {
      squares += drawdown[t] * drawdown[t];
      worst = Math.min(worst, drawdown[t]);
      longest = Math.max(longest, days[t] - peakDay);
      if (drawdown[t] == 0) {
        peakDay = days[t];
      }
    }
    out.put("max_drawdown", worst);
    out.put("current_drawdown", drawdown[n - 1]);
    // Without any loss the steps from peak to peak are no drawdown.
    out.put("max_drawdown_days", worst == 0 ? 0 : longest);
    out.put("ulcer_index", Math.sqrt(squares / (n - 1)));
  }

  /// Variability-weighted return, by distance to the straight line and by distance of each step.
  private static void variability(Figures out, double start, double[] value, double year) {
    int n = value.length;
    double g = Math.log(value[n - 1] / start) / n;
    double[] line = new double[n];
    double[] step = new double[n];
    double before = start;
    for (int t = 0; t < n; t++) {
      line[t] = value[t] / (start * Math.exp(g * (t + 1))) - 1;
      step[t] = value[t] / (before * Math.exp(g * (t + 1))) - 1;
      before = value[t];
    }
    double r = 100 * (Math.exp(year * g) - 1);
    double s = Moments.deviation(line);
    if (s < 0.20) {
      out.put("vwr", r * (1 - s / 0.20 * (s / 0.20)));
    }
    out.put("vwr_bt", r * (1 - Math.pow(Moments.deviation(step) / 2, 0.2)));
  }
}
