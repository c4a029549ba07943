package openbell.worker.engine.metric;

import openbell.worker.engine.portfolio.CapitalPlan;
import openbell.worker.engine.portfolio.Simulation;

/// The figures people rank portfolios by, cheap enough for a sweep; `NaN` for what cannot be
/// formed. They equal the ones {@link Metrics#complete} writes.
public record CoreFigures(
    double totalReturn,
    double cagr,
    double volatility,
    double sharpe,
    double sortino,
    double maxDrawdown,
    double calmar,
    int trades,
    double winRate,
    double profitFactor,
    double payoffRatio,
    double expectancy,
    double sqn,
    double exposure,
    double turnover) {

  /// @param riskFree yearly rate, 0.02 for 2 %
  public static CoreFigures of(Simulation run, CapitalPlan plan, double riskFree) {
    Curve curve = Metrics.curve(run, riskFree);
    double fall = Falls.worst(curve.start(), curve.value()) - 1;
    // Returns of a value that fell to zero mean nothing.
    boolean sound = fall > -1;
    ReturnSums sums = ReturnSums.of(curve);
    int year = curve.barsPerYear();
    TradeFigures trades = TradeFigures.of(run.trades());
    MoneyFigures money = MoneyFigures.of(run);
    double cagr = sound ? curve.cagr() : Double.NaN;
    return new CoreFigures(
        curve.growth() - 1,
        cagr,
        sound ? sums.deviation() * Math.sqrt(year) : Double.NaN,
        sound ? sums.sharpe(year) : Double.NaN,
        sound ? sums.sortino(year) : Double.NaN,
        sound ? fall : Double.NaN,
        fall < 0 ? cagr / -fall : Double.NaN,
        trades.count(),
        trades.winRate(),
        trades.profitFactor(),
        trades.payoff(),
        trades.expectancy(),
        trades.sqn(),
        money.exposure(),
        money.turnover(curve.years()));
  }
}
