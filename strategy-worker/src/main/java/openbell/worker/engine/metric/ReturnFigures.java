package openbell.worker.engine.metric;

import java.util.List;
import openbell.model.artifact.RunArtifact.YearReturns;

/// Figures that follow from a value curve alone.
///
/// The value before the first bar is `start`; the first return is 0 when nothing traded on bar 0,
/// and it counts as a period.
public final class ReturnFigures {
  /// Distance of the 5 % quantile of a normal distribution, in deviations.
  private static final double NORMAL_95 = 1.6448536269514722;

  private final Curve curve;
  private final Figures out;
  private final ReturnSums sums;
  private final boolean sound;

  private ReturnFigures(Curve curve, Figures out, boolean sound) {
    this.curve = curve;
    this.out = out;
    this.sums = ReturnSums.of(curve);
    this.sound = sound;
  }

  /// Changes from bar to bar.
  public static double[] returns(double start, double[] value) {
    return Curve.returns(start, value);
  }

  /// Distance of each value to the highest before it, 0 or negative.
  public static double[] drawdown(double start, double[] value) {
    double[] out = new double[value.length];
    double peak = start;
    for (int t = 0; t < value.length; t++) {
      if (value[t] > peak) {
        peak = value[t];
      }
      out[t] = peak;
    }
    for (int t = 0; t < value.length; t++) {
      out[t] = value[t] / out[t] - 1;
    }
    return out;
  }

  /// Puts everything from `total_return` to `vwr_bt`.
  ///
  /// @param years of the curve, for its best and worst months
  static void put(Figures out, Curve curve, Falls falls, List<YearReturns> years) {
    ReturnFigures figures = new ReturnFigures(curve, out, falls.max() > -1);
    figures.growth();
    figures.risk();
    figures.falls(falls);
    figures.spread();
    figures.periods(years);
    figures.variability();
  }

  private void put(String key, double value, String otherwise) {
    if (sound) {
      out.put(key, value, otherwise);
    } else {
      out.put(key, Double.NaN, Why.LOST_ALL);
    }
  }

  private void growth() {
    double growth = curve.growth();
    int n = curve.size();
    out.put("total_return", growth - 1, Why.LOST_ALL);
    out.put("net_value", growth, Why.LOST_ALL);
    put("cagr", curve.cagr(), Why.NO_TIME);
    put("cagr_trading_days", Curve.yearly(growth, (double) n / curve.barsPerYear()), Why.NO_TIME);
  }

  private void risk() {
    int year = curve.barsPerYear();
    double deviation = sums.deviation();
    put("volatility", deviation * Math.sqrt(year), Why.ONE_BAR);
    put("sharpe", sums.sharpe(year), curve.size() < 2 ? Why.ONE_BAR : Why.NO_VARIATION);
    put("sortino", sums.sortino(year), Why.NO_LOSS);
  }

  private void falls(Falls falls) {
    put("max_drawdown", falls.max(), Why.LOST_ALL);
    put("current_drawdown", falls.current(), Why.LOST_ALL);
    put("max_drawdown_days", falls.longestDays(), Why.LOST_ALL);
    put("max_drawdown_bars", falls.longestBars(), Why.LOST_ALL);
    put("current_drawdown_days", falls.currentDays(), Why.LOST_ALL);
    put("current_drawdown_bars", falls.currentBars(), Why.LOST_ALL);
    put("ulcer_index", falls.ulcer(), Why.ONE_BAR);
    String otherwise = falls.max() == 0 ? Why.NO_FALL : Why.NO_TIME;
    put("calmar", out.get("cagr") / Math.abs(falls.max()), otherwise);
  }

  private void spread() {
    double[] r = curve.returns();
    int n = r.length;
    double mean = sums.mean();
    Shape shape = Shape.of(r, mean);
    put("omega", shape.omega(mean * n), Why.NO_NEGATIVE);
    Tails tails = new Tails(r);
    put("tail_ratio", Math.abs(tails.highQuantile() / tails.lowQuantile()), Why.NO_TAIL);
    double var = mean - NORMAL_95 * sums.deviation();
    put("var_95", var, Why.ONE_BAR);
    put("cvar_95", tails.meanBelow(var), n < 2 ? Why.ONE_BAR : Why.NONE_BELOW);
    boolean varies = sums.deviation() > 0;
    String otherwise = n < 4 ? Why.FEW_BARS : Why.NO_VARIATION;
    put("skew", varies ? shape.skew(n) : Double.NaN, otherwise);
    put("kurtosis", varies ? shape.kurtosis(n) : Double.NaN, otherwise);
    put("best_day", tails.greatest(), Why.LOST_ALL);
    put("worst_day", tails.least(), Why.LOST_ALL);
    put("positive_days", (double) shape.up() / (shape.up() + shape.down()), Why.NO_CHANGE);
  }

  private void periods(List<YearReturns> years) {
    double bestMonth = Double.NEGATIVE_INFINITY;
    double worstMonth = Double.POSITIVE_INFINITY;
    double bestYear = Double.NEGATIVE_INFINITY;
    double worstYear = Double.POSITIVE_INFINITY;
    for (YearReturns year : years) {
      bestYear = Math.max(bestYear, year.total());
      worstYear = Math.min(worstYear, year.total());
      for (double month : year.months()) {
        bestMonth = Math.max(bestMonth, month);
        worstMonth = Math.min(worstMonth, month);
      }
    }
    put("best_month", bestMonth, Why.LOST_ALL);
    put("worst_month", worstMonth, Why.LOST_ALL);
    put("best_year", bestYear, Why.LOST_ALL);
    put("worst_year", worstYear, Why.LOST_ALL);
  }

  private void variability() {
    Variability variability = Variability.of(curve);
    String otherwise = curve.size() < 2 ? Why.ONE_BAR : Why.UNSTEADY;
    put("vwr", variability.weighted(), otherwise);
    put("vwr_bt", variability.byStep(), otherwise);
  }
}
