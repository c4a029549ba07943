package openbell.worker.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import openbell.model.artifact.Manifest.BarsUsed;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.worker.engine.RunResult.NamedValues;
import openbell.worker.engine.RunResult.SymbolSeries;
import openbell.worker.engine.metric.Benchmark;
import openbell.worker.engine.metric.CoreFigures;
import openbell.worker.engine.metric.Metrics;
import openbell.worker.engine.metric.RunFigures;
import openbell.worker.engine.plan.Evaluation;
import openbell.worker.engine.plan.Evaluator;
import openbell.worker.engine.plan.NodeGraph;
import openbell.worker.engine.plan.Nodes;
import openbell.worker.engine.plan.Plan;
import openbell.worker.engine.plan.Planner;
import openbell.worker.engine.plan.Source;
import openbell.worker.engine.portfolio.Calendar;
import openbell.worker.engine.portfolio.CapitalPlan;
import openbell.worker.engine.portfolio.Holdings;
import openbell.worker.engine.portfolio.Simulation;
import openbell.worker.engine.portfolio.Simulator;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import org.jspecify.annotations.Nullable;

/// Evaluates and back-tests portfolios. The same definition and bars give the same result, whoever
/// ran before and whatever is computed beside.
public final class Engine {
  private final Nodes nodes;

  /// One that keeps nothing from run to run.
  public Engine() {
    this(new NodeGraph(0));
  }

  /// @param nodes what all runs of this engine share
  public Engine(Nodes nodes) {
    this.nodes = nodes;
  }

  /// A portfolio, ready to be simulated.
  private record Study(Plan plan, History history, List<BarSeries> universe, Holdings holdings) {}

  /// Makes the calendar of a universe.
  interface Calendars {
    Calendar of(List<BarSeries> universe, long first);
  }

  /// @param configHash of the definition; only passed through
  /// @param bars of every symbol in {@link #symbols}, as long as they are
  /// @param asOf the last day the run may know about
  /// @throws openbell.model.run.FailureException `INVALID_STRATEGY`, `INSUFFICIENT_HISTORY` or
  /// `INVALID_MARKET_DATA`; `RUN_TOO_LONG` when the thread is interrupted
  public RunResult run(
      PortfolioDefinition definition, String configHash, BarSet bars, LocalDate asOf) {
    Study study = study(definition, bars, asOf, Calendar::union);
    CapitalPlan capital = study.holdings().capital();
    Simulation simulation = Simulator.run(study.holdings());
    Benchmark benchmark = benchmark(definition, study.history(), simulation.calendar(), capital);
    List<BarsUsed> used = study.history().used();
    List<Evaluation> symbols = study.holdings().symbols();
    RunFigures figures = Metrics.complete(simulation, capital, study.universe(), benchmark, 0);
    return new RunResult(
        new Report(definition, study.plan(), symbols, simulation, capital.sizing())
            .artifact(configHash, figures, used),
        simulation,
        capital.initialCapital(),
        benchmark,
        series(study.plan(), symbols, definition.startDate().toEpochDay()),
        History.hash(used));
  }

  /// Signals, positions and equity alone: what a comparison of many variants needs.
  ///
  /// Parameters and failures are those of {@link #run}.
  public Simulation simulate(PortfolioDefinition definition, BarSet bars, LocalDate asOf) {
    return Simulator.run(holdings(definition, bars, asOf, Calendar::union));
  }

  /// The figures people rank portfolios by, without the rest of a result.
  ///
  /// Parameters and failures are those of {@link #run}.
  public CoreFigures figures(PortfolioDefinition definition, BarSet bars, LocalDate asOf) {
    Holdings holdings = holdings(definition, bars, asOf, Calendar::union);
    return Metrics.core(Simulator.run(holdings), holdings.capital());
  }

  /// What a simulation of the portfolio works on.
  Holdings holdings(
      PortfolioDefinition definition, BarSet bars, LocalDate asOf, Calendars calendars) {
    return study(definition, bars, asOf, calendars).holdings();
  }

  private Study study(
      PortfolioDefinition definition, BarSet bars, LocalDate asOf, Calendars calendars) {
    CapitalPlan capital = CapitalPlan.of(definition.strategy().capital());
    Plan plan = Planner.plan(definition.strategy(), capital.rankBy());
    History history = new History(definition, bars, plan, asOf);
    List<BarSeries> universe = history.universe();
    List<Evaluation> symbols = Evaluator.evaluate(nodes, plan, universe, history.joined());
    Holdings holdings =
        new Holdings(
            definition,
            capital,
            calendars.of(universe, definition.startDate().toEpochDay()),
            symbols,
            plan.buy(),
            plan.sell(),
            rank(plan.rank(), symbols),
            plan.targetWeight());
    return new Study(plan, history, universe, holdings);
  }

  /// Every symbol whose bars a run of this definition reads, the universe first.
  public static List<String> symbols(PortfolioDefinition definition) {
    CapitalPlan capital = CapitalPlan.of(definition.strategy().capital());
    Plan plan = Planner.plan(definition.strategy(), capital.rankBy());
    List<String> symbols = new ArrayList<>();
    definition.universe().forEach(instrument -> add(symbols, instrument.symbol()));
    plan.joinedSymbols().forEach(symbol -> add(symbols, symbol));
    String benchmark = definition.benchmark();
    if (benchmark != null) {
      add(symbols, benchmark);
    }
    return symbols;
  }

  private static void add(List<String> symbols, String symbol) {
    if (!symbols.contains(symbol)) {
      symbols.add(symbol);
    }
  }

  private static IntFunction<double[]> rank(@Nullable Source rank, List<Evaluation> evaluations) {
    return rank == null ? _ -> new double[0] : s -> evaluations.get(s).numbers(rank);
  }

  private static @Nullable Benchmark benchmark(
      PortfolioDefinition definition, History history, Calendar calendar, CapitalPlan capital) {
    String symbol = definition.benchmark();
    return symbol == null
        ? null
        : Benchmark.of(history.benchmark(symbol), calendar.days(), capital.initialCapital());
  }

  private static List<SymbolSeries> series(Plan plan, List<Evaluation> evaluations, long first) {
    List<SymbolSeries> all = new ArrayList<>();
    for (Evaluation evaluation : evaluations) {
      List<NamedValues> columns = new ArrayList<>();
      for (Plan.NamedColumn column : plan.columns()) {
        columns.add(new NamedValues(column.name(), evaluation.numbers(column.source())));
      }
      BarSeries bars = evaluation.bars();
      all.add(new SymbolSeries(bars, bars.firstAtOrAfter(first), columns));
    }
    return all;
  }
}
