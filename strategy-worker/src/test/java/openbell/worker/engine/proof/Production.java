package openbell.worker.engine.proof;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;
import openbell.worker.engine.Engine;
import openbell.worker.engine.LivePortfolios;
import openbell.worker.engine.RunResult;
import openbell.worker.engine.plan.Evaluation;
import openbell.worker.engine.plan.Evaluator;
import openbell.worker.engine.plan.NodeGraph;
import openbell.worker.engine.plan.Plan;
import openbell.worker.engine.plan.Planner;
import openbell.worker.engine.portfolio.Simulation;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;

/// The engine that ships, as the proof sees it. The one place that knows how it is called.
final class Production {
  static final LocalDate LATER = LocalDate.of(2100, 1, 1);
  private static final PortfolioCodec CODEC = new PortfolioCodec();

  private Production() {}

  /// The named columns of all symbols; signals are 1, 0 and `NaN`.
  ///
  /// @param bars that were used, by symbol
  /// @param columns by symbol and name
  record Found(List<BarSeries> bars, List<Map<String, double[]>> columns) {}

  /// What a run came to.
  sealed interface Answer {
    record Ran(RunResult result) implements Answer {
      Found found() {
        List<Map<String, double[]>> columns = new ArrayList<>();
        for (RunResult.SymbolSeries series : result.series()) {
          Map<String, double[]> named = new LinkedHashMap<>();
          series.columns().forEach(column -> named.put(column.name(), column.values()));
          columns.add(named);
        }
        return new Found(
            result.series().stream().map(RunResult.SymbolSeries::bars).toList(), columns);
      }

      Map<String, double[]> columns(int place) {
        return found().columns().get(place);
      }

      int symbols() {
        return result.series().size();
      }

      double[] equity() {
        return result.simulation().equity();
      }
    }

    record Refused(Failure failure) implements Answer {}
  }

  static Parsed parse(String document) {
    return parse(document.getBytes(StandardCharsets.UTF_8));
  }

  static Parsed parse(byte[] document) {
    return CODEC.parse(document);
  }

  static String configHash(PortfolioDefinition definition) {
    return CODEC.configHash(definition);
  }

  /// The bytes of `definition.json`.
  static byte[] write(PortfolioDefinition definition) {
    return CODEC.write(definition.withoutRecipients());
  }

  /// Runs as far as the bars go.
  static Answer run(PortfolioDefinition definition, List<BarSeries> bars) {
    return run(definition, bars, LATER);
  }

  /// A refusal is an answer; any other exception is a defect and flies.
  static Answer run(PortfolioDefinition definition, List<BarSeries> bars, LocalDate asOf) {
    try {
      return new Answer.Ran(
          new Engine().run(definition, configHash(definition), BarSet.of(bars), asOf));
    } catch (FailureException refused) {
      return new Answer.Refused(refused.failure());
    }
  }

  /// True when the bars are enough for it.
  static boolean runs(PortfolioDefinition definition, Market market) {
    return run(definition, market.all()) instanceof Answer.Ran;
  }

  static Simulation simulate(PortfolioDefinition definition, Market market) {
    return new Engine().simulate(definition, BarSet.of(market.all()), LATER);
  }

  /// A portfolio that is told new days.
  static final class Warm {
    private final LivePortfolios portfolios = new LivePortfolios();

    Warm(PortfolioDefinition definition, Market market) {
      portfolios.add(definition, BarSet.of(market.all()), LATER);
    }

    /// What happened since, beginning at the last day that had been known.
    Simulation advance(Market market) {
      return portfolios.advance(BarSet.of(market.all())).getFirst();
    }
  }

  /// Evaluates the nodes alone, without checks of the bars and without a portfolio.
  static Found evaluate(PortfolioDefinition definition, Market market) {
    Plan plan = Planner.plan(definition.strategy(), null);
    List<Map<String, double[]>> columns = new ArrayList<>();
    for (Evaluation evaluation :
        Evaluator.evaluate(new NodeGraph(0), plan, market.universe(), BarSet.of(market.all()))) {
      Map<String, double[]> named = new LinkedHashMap<>();
      plan.columns()
          .forEach(column -> named.put(column.name(), evaluation.numbers(column.source())));
      columns.add(named);
    }
    return new Found(market.universe(), columns);
  }

  /// An engine whose runs share the values of equal nodes.
  static final class Shared {
    private final Engine engine;

    /// @param mostBytes values that are kept; 0 keeps nothing
    Shared(long mostBytes) {
      this.engine = new Engine(new NodeGraph(mostBytes));
    }

    RunResult run(PortfolioDefinition definition, List<BarSeries> bars) {
      return engine.run(definition, configHash(definition), BarSet.of(bars), LATER);
    }
  }
}
