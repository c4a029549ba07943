package openbell.worker.engine.metric;

import java.util.Map;
import openbell.worker.engine.portfolio.CapitalPlan;
import openbell.worker.engine.portfolio.Fill;
import openbell.worker.engine.portfolio.Simulation;
import org.jspecify.annotations.Nullable;

/// All figures of a run. Fractions are fractions (0.05 is 5 %), money is money.
public final class Metrics {
  private Metrics() {}

  /// The portfolio's figures; those that need a benchmark are missing without one.
  public static Map<String, Double> of(
      Simulation run, CapitalPlan plan, @Nullable Benchmark benchmark) {
    Figures out = new Figures();
    int[] days = run.calendar().days();
    double start = run.startUnit();
    ReturnFigures.put(out, start, run.unit(), days);
    TradeFigures.put(out, run.trades());
    money(out, run);
    if (plan.sizing() instanceof CapitalPlan.Contributions) {
      out.put("irr", MoneyWeighted.rate(plan.initialCapital(), run));
    }
    if (benchmark != null) {
      compare(out, ReturnFigures.returns(start, run.unit()), benchmark.returns(), days);
      Figures other = new Figures();
      ReturnFigures.put(other, benchmark.value()[0], benchmark.value(), days);
      out.put("excess_cagr", out.get("cagr") - other.get("cagr"));
    }
    return out.all();
  }

  /// The figures of holding the benchmark.
  public static Map<String, Double> of(Benchmark benchmark, int[] days) {
    Figures out = new Figures();
    ReturnFigures.put(out, benchmark.value()[0], benchmark.value(), days);
    return out.all();
  }

  private static void money(Figures out, Simulation run) {
    int n = run.equity().length;
    double inside = 0;
    double invested = 0;
    for (int t = 0; t < n; t++) {
      inside += run.invested()[t] > 0 ? 1 : 0;
      invested += run.equity()[t] > 0 ? run.invested()[t] / run.equity()[t] : 0;
    }
    double traded = 0;
    for (Fill fill : run.fills()) {
      traded += Math.abs(fill.quantity() * fill.price());
    }
    int[] days = run.calendar().days();
    double years = (days[n - 1] - days[0]) / 365.25;
    out.put("exposure", inside / n);
    out.put("exposure_money", invested / n);
    out.put("turnover", traded / 2 / Moments.mean(run.equity()) / years);
    out.put("fees", run.fees());
    out.put("slippage_cost", run.slippage());
  }

  /// Puts `beta`, `alpha` and `information_ratio` of returns `r` against `b`.
  static void compare(Figures out, double[] r, double[] b, int[] days) {
    double year = ReturnFigures.barsPerYear(days);
    double beta = Moments.covariance(r, b) / Moments.covariance(b, b);
    out.put("beta", beta);
    out.put("alpha", (Moments.mean(r) - beta * Moments.mean(b)) * year);
    double[] active = new double[r.length];
    for (int t = 0; t < r.length; t++) {
      active[t] = r[t] - b[t];
    }
    out.put(
        "information_ratio", Moments.mean(active) / Moments.deviation(active) * Math.sqrt(year));
  }
}
