package openbell.worker.engine.metric;

import java.util.ArrayList;
import java.util.List;
import openbell.model.artifact.RunArtifact.Missing;
import openbell.model.artifact.RunArtifact.Trade;
import openbell.model.artifact.RunArtifact.YearReturns;
import openbell.worker.engine.portfolio.CapitalPlan;
import openbell.worker.engine.portfolio.Simulation;
import openbell.worker.engine.series.BarSeries;
import org.jspecify.annotations.Nullable;

/// All figures of a run. Fractions are fractions (0.05 is 5 %), money is money; formulas are in
/// {@link openbell.model.artifact.MetricMeaning}.
public final class Metrics {
  private Metrics() {}

  /// The few figures a sweep compares.
  public static CoreFigures core(Simulation run, CapitalPlan plan) {
    return CoreFigures.of(run, plan, 0);
  }

  /// Everything a result holds.
  ///
  /// @param symbols bars of the universe, in the calendar's order
  /// @param benchmark null without one
  /// @param riskFree yearly rate, 0.02 for 2 %
  public static RunFigures complete(
      Simulation run,
      CapitalPlan plan,
      List<BarSeries> symbols,
      @Nullable Benchmark benchmark,
      double riskFree) {
    Curve curve = curve(run, riskFree);
    Months months = new Months(curve.days());
    Falls falls = new Falls(curve);
    List<YearReturns> years = months.table(curve);
    Figures out = new Figures();
    ReturnFigures.put(out, curve, falls, years);
    trades(out, run.trades());
    money(out, run, plan, curve);
    Figures other = benchmark == null ? new Figures() : of(benchmark, curve.days(), riskFree);
    compare(out, curve, benchmark, other);
    List<Missing> missing = new ArrayList<>(out.missing());
    for (Missing one : other.missing()) {
      missing.add(new Missing("benchmark_" + one.key(), one.reason()));
    }
    int[] starts = months.yearStarts();
    return new RunFigures(
        out.formed(),
        other.formed(),
        missing,
        falls.deepest(),
        years,
        StartYears.of(curve, starts, months.years()),
        Contributions.of(run, symbols, starts));
  }

  static Curve curve(Simulation run, double riskFree) {
    return Curve.of(run.startUnit(), run.unit(), run.calendar().days(), riskFree);
  }

  /// The figures of holding the benchmark.
  private static Figures of(Benchmark benchmark, int[] days, double riskFree) {
    Curve curve = Curve.of(benchmark.value()[0], benchmark.value(), days, riskFree);
    Figures out = new Figures();
    ReturnFigures.put(out, curve, new Falls(curve), new Months(days).table(curve));
    return out;
  }

  private static void trades(Figures out, List<Trade> trades) {
    TradeFigures all = TradeFigures.of(trades);
    String none = all.count() == 0 ? Why.NO_TRADE : "";
    String noLoss = all.losses() == 0 ? Why.NO_LOSING : Why.NO_WIN;
    out.put("trades", all.count(), none);
    out.put("win_rate", all.winRate(), none);
    out.put("payoff_ratio", all.payoff(), none.isEmpty() ? noLoss : none);
    out.put("profit_factor", all.profitFactor(), none.isEmpty() ? noLoss : none);
    out.put("expectancy", all.expectancy(), none);
    out.put("sqn", all.sqn(), all.count() < 2 ? Why.ONE_TRADE : Why.EQUAL_TRADES);
    out.put("kelly", all.kelly(), none.isEmpty() ? noLoss : none);
    out.put("average_hold_days", TradeFigures.averageHoldDays(trades), none);
  }

  private static void money(Figures out, Simulation run, CapitalPlan plan, Curve curve) {
    MoneyFigures money = MoneyFigures.of(run);
    out.put("exposure", money.exposure(), Why.ONE_BAR);
    out.put("exposure_money", MoneyFigures.exposureMoney(run), Why.LOST_ALL);
    String otherwise = curve.years() > 0 ? Why.LOST_ALL : Why.NO_TIME;
    out.put("turnover", money.turnover(curve.years()), otherwise);
    out.put("fees", run.fees(), "");
    out.put("slippage_cost", run.slippage(), "");
    if (plan.sizing() instanceof CapitalPlan.Contributions) {
      double rate = MoneyWeighted.rate(plan.initialCapital(), run);
      out.put("irr", rate, curve.years() > 0 ? Why.NO_RATE : Why.NO_TIME);
    } else {
      out.put("irr", Double.NaN, Why.NO_CONTRIBUTION);
    }
  }

  private static void compare(
      Figures out, Curve curve, @Nullable Benchmark benchmark, Figures other) {
    if (benchmark == null) {
      for (String key : List.of("beta", "alpha", "information_ratio", "excess_cagr")) {
        out.put(key, Double.NaN, Why.NO_BENCHMARK);
      }
      return;
    }
    Comparison comparison =
        Comparison.of(curve.returns(), benchmark.returns(), curve.barsPerYear());
    boolean ended = Double.isNaN(out.get("cagr"));
    String otherwise = curve.size() < 2 ? Why.ONE_BAR : Why.STILL_BENCHMARK;
    out.put("beta", comparison.beta(), otherwise);
    out.put("alpha", comparison.alpha(), otherwise);
    out.put(
        "information_ratio",
        comparison.informationRatio(),
        curve.size() < 2 ? Why.ONE_BAR : Why.SAME_AS_BENCHMARK);
    out.put(
        "excess_cagr",
        out.get("cagr") - other.get("cagr"),
        ended ? Why.NO_TIME : Why.NO_BENCHMARK_CAGR);
  }
}
