package openbell.worker.engine.portfolio;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import openbell.model.portfolio.Execution;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.StrategyDefinition.CapitalStrategy;
import openbell.worker.engine.plan.Evaluation;
import openbell.worker.engine.plan.Evaluator;
import openbell.worker.engine.plan.NodeGraph;
import openbell.worker.engine.plan.Plan;
import openbell.worker.engine.plan.Planner;
import openbell.worker.engine.plan.Source;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import openbell.worker.testing.Documents;

/// Simulations made up for tests.
final class Cases {
  private Cases() {}

  /// The column called `weight`, where there is one, is the output `target_weight`.
  static Holdings holdings(PortfolioDefinition definition, List<BarSeries> bars) {
    CapitalPlan capital = CapitalPlan.of(definition.strategy().capital());
    Plan plan = Planner.plan(definition.strategy(), capital.rankBy());
    List<Evaluation> symbols = Evaluator.evaluate(new NodeGraph(0), plan, bars, BarSet.of(bars));
    Source rank = plan.rank();
    Source weight = null;
    for (Plan.NamedColumn column : plan.columns()) {
      weight = column.name().equals("weight") ? column.source() : weight;
    }
    return new Holdings(
        definition,
        capital,
        Calendar.union(bars, definition.startDate().toEpochDay()),
        symbols,
        plan.buy(),
        plan.sell(),
        rank == null ? _ -> new double[0] : s -> symbols.get(s).numbers(rank),
        weight);
  }

  static Simulation run(Documents document, BarSeries... bars) {
    return Simulator.run(holdings(document.build(), List.of(bars)));
  }

  /// Fills at the close and any quantity, so that weights are met exactly.
  static Execution exact() {
    return new Execution(
        Execution.Fill.CLOSE,
        Execution.SizeAt.SIGNAL_CLOSE,
        Execution.OnCashShortage.RESIZE,
        Execution.Alignment.UNION,
        null,
        0,
        0,
        1,
        true);
  }

  /// A capital strategy with 1,000 to begin with.
  static CapitalStrategy capital(String name, Map<String, Object> params) {
    Map<String, Object> all = new TreeMap<>(params);
    all.putIfAbsent("initial_capital", 1_000);
    return Documents.capital(name, all);
  }

  /// Buys always, sells never, fills exactly.
  static Documents always(CapitalStrategy capital, String... symbols) {
    return Documents.portfolio(symbols)
        .buy("Always")
        .neverSells()
        .capital(capital)
        .execution(exact());
  }

  /// Bars on the given days whose open, high, low and close are the same.
  static BarSeries bars(String symbol, String days, double... closes) {
    String[] dates = days.split(" ");
    int[] epochDays = new int[dates.length];
    for (int t = 0; t < dates.length; t++) {
      epochDays[t] = (int) LocalDate.parse(dates[t]).toEpochDay();
    }
    return BarSeries.of(
        symbol, epochDays, closes, closes, closes, closes, new double[dates.length]);
  }

  static String letters(Simulation run, int symbol, BarSeries bars) {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < bars.size(); row++) {
      text.append(run.action(symbol, row).letter());
    }
    return text.toString();
  }
}
