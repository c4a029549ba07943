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
  private final Ours alone = Ours.alone();
  private final Ours warm = Ours.sharing();

  /// Every run computes all of its nodes.
  @Benchmark
  public void nothingShared(Blackhole hole) {
    all(alone, hole);
  }

  /// The first portfolio to need a node computes it.
  @Benchmark
  public void coldGraph(Blackhole hole) {
    all(Ours.sharing(), hole);
  }

  /// All nodes are known.
  @Benchmark
  public void warmGraph(Blackhole hole) {
    all(warm, hole);
  }

  private void all(Ours ours, Blackhole hole) {
    for (PortfolioDefinition definition : definitions) {
      hole.consume(ours.run(definition, bars));
    }
  }
}
