package openbell.bench.engine;

import java.util.List;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.worker.engine.series.BarSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/// A hundred mixed portfolios on one thread.
@State(Scope.Thread)
public class GraphCases {
  static final int PORTFOLIOS = 100;

  private final List<PortfolioDefinition> definitions = Documents.mixed(PORTFOLIOS);
  private final BarSet bars = Market.set();

  @Benchmark
  public void alone(Blackhole hole) {
    for (PortfolioDefinition definition : definitions) {
      hole.consume(Ours.run(definition, bars));
    }
  }
}
