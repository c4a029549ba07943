package openbell.bench.engine;

import openbell.model.portfolio.PortfolioDefinition;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A complete back-test with its figures: SMA 50 crossing SMA 200, next open, no costs.
@State(Scope.Thread)
public class BacktestCases {
  private final BarSeries bars = Market.one();
  private final BarSet set = BarSet.of(bars);
  private final PortfolioDefinition definition = Documents.crossing(bars.date(0));
  private final Ours ours = Ours.alone();
  private final Ta4j ta4j = new Ta4j(bars);

  @Benchmark
  public Object backtestOurs() {
    return ours.figures(definition, set);
  }

  @Benchmark
  public Object backtestTa4j() {
    return ta4j.run();
  }
}
