package openbell.scheduler.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.RunArtifact;
import openbell.model.artifact.RunArtifact.Position;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.model.artifact.RunArtifact.Trade;
import openbell.model.signal.RuleTrace;
import openbell.model.signal.SignalAction;
import openbell.scheduler.intake.RunPage.Figure;
import openbell.scheduler.intake.RunPage.ResultPart;
import openbell.scheduler.intake.RunPage.StandingRow;
import openbell.scheduler.intake.RunPage.TraceLine;
import org.jspecify.annotations.Nullable;

/// Prints a result for a page.
final class ResultParts {
  private static final int TRADES = 20;
  private static final int DEEPEST = 4;
  private static final int MOST_LINES = 60;
  private static final int SHORT_HASH = 16;

  /// Days without a price that no exchange's holidays explain.
  private static final int LONGEST_HOLIDAY = 14;

  private static final String CHART = "chart.svg";
  private static final String SIGNALS = "signals.csv";

  private ResultParts() {}

  static ResultPart of(RunRow run, Manifest manifest, RunArtifact result) {
    List<Trade> trades = result.trades();
    return new ResultPart(
        Show.day(result.asOf()),
        headline(result),
        result.today().stream().map(ResultParts::standing).toList(),
        MetricRows.first(result.metrics(), result.benchmarkMetrics(), result.currency()),
        MetricRows.others(result.metrics(), result.benchmarkMetrics(), result.currency()),
        !result.benchmarkMetrics().isEmpty(),
        trades.reversed().stream().limit(TRADES).map(ResultParts::trade).toList(),
        trades.size(),
        result.notes(),
        manifest.bars().stream().map(ResultParts::source).toList(),
        manifest.files().stream().map(file -> file(run, file)).toList(),
        manifest.configHash(),
        manifest.dataHash(),
        manifest.engineVersion(),
        Provenance.of(manifest),
        remarks(run, manifest, result),
        manifest.files().stream().anyMatch(file -> file.name().equals(CHART)),
        HeatMap.of(result),
        charts(run, manifest, result));
  }

  private static List<String> remarks(RunRow run, Manifest manifest, RunArtifact result) {
    List<String> remarks = new ArrayList<>();
    if (result.asOf().isBefore(LocalDate.parse(run.sessionDate()).minusDays(LONGEST_HOLIDAY))) {
      remarks.add(
          "The newest price that was there is of %s: this is what the rules said then. It says nothing about %s."
              .formatted(Show.day(result.asOf()), run.session()));
    }
    remarks.addAll(manifest.remarks());
    return remarks;
  }

  private static RunPage.Charts charts(RunRow run, Manifest manifest, RunArtifact result) {
    long bytes =
        manifest.files().stream()
            .filter(file -> file.name().equals(SIGNALS))
            .mapToLong(Manifest.File::bytes)
            .sum();
    Map<String, Double> metrics = result.metrics();
    String total = Show.percent(metrics.getOrDefault("total_return", Double.NaN));
    String deepest = Show.percent(metrics.getOrDefault("max_drawdown", Double.NaN));
    return new RunPage.Charts(
        RunView.path(run.id()) + "/artifacts/",
        bytes,
        result.currency(),
        "From %s to %s the portfolio went to %s, a total return of %s; its deepest fall was %s."
            .formatted(
                Show.day(result.startDate()),
                Show.day(result.asOf()),
                Show.money(result.equity(), result.currency()),
                total,
                deepest));
  }

  private static List<Figure> headline(RunArtifact result) {
    Map<String, Double> metrics = result.metrics();
    double total = metrics.getOrDefault("total_return", Double.NaN);
    return List.of(
        new Figure("Equity", Show.money(result.equity(), result.currency()), ""),
        new Figure("Total return", Show.percent(total), Show.sign(total)),
        new Figure("CAGR", Show.percent(metrics.getOrDefault("cagr", Double.NaN)), ""),
        new Figure(
            "Max drawdown", Show.percent(metrics.getOrDefault("max_drawdown", Double.NaN)), ""),
        new Figure("Sharpe ratio", Show.number(metrics.getOrDefault("sharpe", Double.NaN), 2), ""));
  }

  private static StandingRow standing(Standing standing) {
    List<TraceLine> why = new ArrayList<>();
    standing.traces().forEach(trace -> lines(trace, 0, why));
    return new StandingRow(
        standing.symbol(),
        standing.name(),
        Show.action(standing.action()),
        sentence(standing.action()),
        Show.figure(standing.close()),
        Show.percent(standing.weight()),
        Show.percent(standing.targetWeight()),
        position(standing.position()),
        standing.quantity() == 0 ? "" : order(standing.quantity()),
        standing.action().isTrade(),
        why);
  }

  /// The same as the coloured word, for who reads such a page for the first time.
  private static String sentence(SignalAction action) {
    return switch (action) {
      case ENTER -> "Its rules ask to buy.";
      case EXIT -> "Its rules ask to sell.";
      case HOLD -> "Held, and nothing asks to sell.";
      case FLAT -> "Not held, and nothing asks to buy.";
      case INCREASE -> "Held, and its weight is to grow.";
      case REDUCE -> "Held, and its weight is to shrink.";
    };
  }

  private static String order(double quantity) {
    return (quantity > 0 ? "Buy " : "Sell ")
        + Show.quantity(Math.abs(quantity))
        + " at the next open";
  }

  private static String position(@Nullable Position position) {
    return position == null
        ? ""
        : "%s since %s at %s, %s %%"
            .formatted(
                Show.quantity(position.quantity()),
                Show.day(position.since()),
                Show.figure(position.averagePrice()),
                Show.number(position.pnlPercent(), 2));
  }

  private static void lines(RuleTrace trace, int depth, List<TraceLine> out) {
    if (out.size() >= MOST_LINES) {
      return;
    }
    Boolean truth = trace.truth();
    Double gap = trace.gapPercent();
    out.add(
        new TraceLine(
            Math.min(depth, DEEPEST),
            trace.label(),
            trace.operator().equals(trace.label()) ? "" : trace.operator(),
            value(trace),
            truth == null ? "" : truth ? "yes" : "no",
            gap == null ? "" : "%s %% from flipping".formatted(Show.number(Math.abs(gap), 2))));
    trace.inputs().forEach(input -> lines(input, depth + 1, out));
  }

  private static String value(RuleTrace trace) {
    Boolean truth = trace.truth();
    if (truth != null) {
      return truth ? "yes" : "no";
    }
    Double number = trace.number();
    Double before = trace.before();
    if (number == null) {
      return "not defined yet";
    }
    return before == null
        ? Show.figure(number)
        : "%s (before: %s)".formatted(Show.figure(number), Show.figure(before));
  }

  static RunPage.TradeRow trade(Trade trade) {
    return new RunPage.TradeRow(
        trade.symbol(),
        Show.day(trade.entered()),
        Show.day(trade.exited()),
        Show.quantity(trade.quantity()),
        Show.figure(trade.entryPrice()),
        Show.figure(trade.exitPrice()),
        Show.number(trade.pnl(), 2),
        Show.number(trade.returnPercent(), 2) + " %",
        Show.sign(trade.pnl()));
  }

  private static RunPage.Source source(Manifest.BarsUsed bars) {
    return new RunPage.Source(
        bars.symbol(),
        Show.day(bars.first()) + " to " + Show.day(bars.last()),
        bars.count(),
        bars.sha256().substring(0, Math.min(SHORT_HASH, bars.sha256().length())));
  }

  private static RunPage.File file(RunRow run, Manifest.File file) {
    String size =
        file.bytes() < 1_024
            ? file.bytes() + " B"
            : Show.number(file.bytes() / 1_024.0, 0) + " KiB";
    return new RunPage.File(
        file.name(), size, RunView.path(run.id()) + "/artifacts/" + file.name());
  }
}
