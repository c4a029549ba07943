package openbell.bench.engine;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import openbell.model.market.Instrument;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.Params;
import openbell.worker.engine.Engine;
import openbell.worker.engine.LivePortfolios;
import openbell.worker.engine.RunResult;
import openbell.worker.engine.indicator.Indicator;
import openbell.worker.engine.indicator.Indicators;
import openbell.worker.engine.metric.CoreFigures;
import openbell.worker.engine.plan.NodeGraph;
import openbell.worker.engine.plan.NodeKey;
import openbell.worker.engine.plan.Plan;
import openbell.worker.engine.plan.Planner;
import openbell.worker.engine.portfolio.CapitalPlan;
import openbell.worker.engine.portfolio.Simulation;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import openbell.worker.run.ArtifactFiles;

/// Our engine as the benchmark uses it: the one place that knows its entry points.
final class Ours {
  /// What a worker with a heap of 1 GiB keeps, a quarter of it.
  private static final long NODE_BYTES = 256L << 20;

  private static final ArtifactFiles FILES = new ArtifactFiles(64L << 20);

  private final Engine engine;

  private Ours(Engine engine) {
    this.engine = engine;
  }

  /// Keeps nothing from run to run.
  static Ours alone() {
    return new Ours(new Engine());
  }

  /// Shares what it has computed, as a worker does; knows nothing yet.
  static Ours sharing() {
    return new Ours(new Engine(new NodeGraph(NODE_BYTES)));
  }

  /// One run, from the definition to the figures: planning, signals, trades, metrics, explanation.
  RunResult run(PortfolioDefinition definition, BarSet bars) {
    return engine.run(definition, "", bars, LocalDate.MAX);
  }

  /// Signals, positions and equity.
  Simulation evaluate(PortfolioDefinition definition, BarSet bars) {
    return engine.simulate(definition, bars, LocalDate.MAX);
  }

  /// Signals, positions, equity and the figures that the rival also has.
  CoreFigures figures(PortfolioDefinition definition, BarSet bars) {
    return engine.figures(definition, bars, LocalDate.MAX);
  }

  /// Portfolios that are kept warm from day to day.
  static final class Days {
    private final LivePortfolios live = new LivePortfolios();

    Days(List<PortfolioDefinition> definitions, BarSet bars) {
      definitions.forEach(definition -> live.add(definition, bars, LocalDate.MAX));
    }

    /// Moves all of them on; one answer per portfolio, from the last day that had been known.
    List<Simulation> advance(BarSet bars) {
      return live.advance(bars);
    }
  }

  /// The result documents of a run, by name.
  static Map<String, byte[]> documents(RunResult result) {
    return FILES.write(result);
  }

  /// Bytes of all result documents of a run.
  static long documentBytes(RunResult result) {
    long bytes = 0;
    for (byte[] file : documents(result).values()) {
      bytes += file.length;
    }
    return bytes;
  }

  /// Nodes that the definitions ask for, one per node and symbol, and how many of them differ.
  static NodeCount nodes(Collection<PortfolioDefinition> definitions) {
    record Place(String symbol, NodeKey key) {}
    long asked = 0;
    Set<Place> distinct = new HashSet<>();
    for (PortfolioDefinition definition : definitions) {
      Plan plan =
          Planner.plan(
              definition.strategy(), CapitalPlan.of(definition.strategy().capital()).rankBy());
      for (Instrument instrument : definition.universe()) {
        asked += plan.keys().size();
        plan.keys().forEach(key -> distinct.add(new Place(instrument.symbol(), key)));
      }
    }
    return new NodeCount(asked, distinct.size());
  }

  record NodeCount(long asked, long distinct) {}

  /// Our kernels on one series. Output arrays are made once, as the rival's are.
  static final class Kernels {
    private final int size;
    private final Map<Indication, Work> byIndication = new EnumMap<>(Indication.class);

    private record Work(Indicator indicator, Params params, double[][] in, double[][] out) {}

    Kernels(BarSeries bars) {
      this.size = bars.size();
      for (Indication indication : Indication.values()) {
        Indicator indicator = Indicators.find(indication.type()).orElseThrow();
        double[][] in = indicator.reads().stream().map(bars::column).toArray(double[][]::new);
        double[][] out = new double[indicator.outputs().size()][size];
        byIndication.put(indication, new Work(indicator, indication.params(), in, out));
      }
    }

    List<String> outputs(Indication indication) {
      return work(indication).indicator().outputs();
    }

    /// Fills the outputs, one value per bar.
    double[][] run(Indication indication) {
      Work work = work(indication);
      work.indicator().kernel().start(work.params()).advance(work.in(), 0, size, work.out());
      return work.out();
    }

    private Work work(Indication indication) {
      Work work = byIndication.get(indication);
      if (work == null) {
        throw new IllegalStateException("every indication has its work, not so " + indication);
      }
      return work;
    }
  }
}
