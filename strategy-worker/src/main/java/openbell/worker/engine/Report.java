package openbell.worker.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import openbell.model.artifact.Manifest.BarsUsed;
import openbell.model.artifact.RunArtifact;
import openbell.model.artifact.RunArtifact.Position;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.model.market.Instrument;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.signal.RuleTerms.Deciding;
import openbell.model.signal.RuleTrace;
import openbell.model.strategy.StrategyDefinition.Outputs;
import openbell.worker.engine.metric.RunFigures;
import openbell.worker.engine.plan.Evaluation;
import openbell.worker.engine.plan.Plan;
import openbell.worker.engine.portfolio.CapitalPlan;
import openbell.worker.engine.portfolio.Simulation;
import openbell.worker.engine.series.BarSeries;
import org.jspecify.annotations.Nullable;

/// Writes down what a simulation found, symbol by symbol.
final class Report {
  private final PortfolioDefinition definition;
  private final Plan plan;
  private final List<Evaluation> evaluations;
  private final Simulation run;
  private final List<Deciding> outputs;

  Report(
      PortfolioDefinition definition,
      Plan plan,
      List<Evaluation> evaluations,
      Simulation run,
      CapitalPlan.Sizing sizing) {
    this.definition = definition;
    this.plan = plan;
    this.evaluations = evaluations;
    this.run = run;
    this.outputs = outputs(definition.strategy().outputs(), sizing);
  }

  /// What each output does, in the order of the trees.
  private static List<Deciding> outputs(Outputs outputs, CapitalPlan.Sizing sizing) {
    List<Deciding> deciding = new ArrayList<>();
    if (outputs.buy() != null) {
      deciding.add(
          switch (sizing) {
            case CapitalPlan.Weights _ -> Deciding.ALLOW;
            case CapitalPlan.Contributions _ -> Deciding.BUY_WITH_NEW_MONEY;
            case CapitalPlan.OfEquity _, CapitalPlan.OfCash _, CapitalPlan.OfMoney _ ->
                Deciding.BUY;
          });
    }
    if (outputs.sell() != null) {
      deciding.add(Deciding.SELL);
    }
    if (outputs.targetWeight() != null) {
      deciding.add(Deciding.WEIGHT);
    }
    return deciding;
  }

  private List<RuleTrace> traces(int s, int row) {
    Explanation explanation = new Explanation(evaluations.get(s), s, row);
    List<RuleTrace> traces = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      boolean waits =
          switch (outputs.get(i)) {
            case SELL -> definition.execution().minHoldBars() > 0;
            case BUY, BUY_WITH_NEW_MONEY, ALLOW -> definition.execution().cooldownBars() > 0;
            case WEIGHT -> false;
          };
      traces.add(explanation.of(plan.traces().get(i), outputs.get(i), waits));
    }
    return traces;
  }

  RunArtifact artifact(String configHash, RunFigures figures, List<BarsUsed> used) {
    int last = run.equity().length - 1;
    LocalDate asOf = LocalDate.ofEpochDay(run.calendar().days()[last]);
    List<String> notes = new ArrayList<>();
    List<Standing> today = new ArrayList<>();
    for (int s = 0; s < evaluations.size(); s++) {
      today.add(standing(s, run.equity()[last]));
      BarSeries bars = evaluations.get(s).bars();
      LocalDate newest = bars.date(bars.size() - 1);
      if (newest.isBefore(asOf)) {
        notes.add(bars.symbol() + " has no bar for " + asOf + "; its last is of " + newest);
      }
    }
    notes.addAll(run.notes());
    return new RunArtifact(
        definition.name(),
        definition.code(),
        definition.currency(),
        definition.startDate(),
        asOf,
        configHash,
        EngineVersion.CURRENT,
        today,
        run.equity()[last],
        run.cash()[last],
        figures.metrics(),
        figures.benchmarkMetrics(),
        run.trades(),
        HistoryLints.of(definition, plan, evaluations),
        notes,
        used,
        figures.missing(),
        figures.drawdowns(),
        figures.years(),
        figures.startYears(),
        figures.contributions());
  }

  private Standing standing(int s, double equity) {
    Evaluation evaluation = evaluations.get(s);
    BarSeries bars = evaluation.bars();
    Instrument instrument = definition.universe().get(s);
    Simulation.Standing standing = run.standings().get(s);
    int row = bars.size() - 1;
    double close = bars.close()[row];
    double held = standing.quantity() * close;
    double aimed = (standing.quantity() + standing.order()) * close;
    return new Standing(
        instrument.symbol(),
        instrument.name(),
        run.action(s, row),
        run.action(s, row - 1),
        bars.date(row),
        close,
        equity == 0 ? 0 : held / equity,
        equity == 0 ? 0 : aimed / equity,
        standing.order(),
        position(standing, close),
        traces(s, row));
  }

  private static @Nullable Position position(Simulation.Standing standing, double close) {
    LocalDate since = standing.since();
    return since == null
        ? null
        : new Position(
            standing.quantity(), since, standing.cost(), 100 * (close / standing.cost() - 1));
  }
}
