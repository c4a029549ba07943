package openbell.worker.intake.offline;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import openbell.model.artifact.RunArtifact;
import openbell.model.strategy.Finding;
import openbell.worker.engine.RunResult;
import openbell.worker.engine.metric.ReturnFigures;
import openbell.worker.intake.offline.Screen.Style;
import openbell.worker.intake.offline.Table.Cell;
import openbell.worker.run.ReturnTables;

/// A result on one screen: what it earned, where it stands today, and why.
final class BacktestReport {
  private static final int LABEL = 10;
  private static final int MOST_NOTES = 5;

  /// What a reader asks first.
  private static final List<String> FIRST =
      List.of(
          "total_return",
          "cagr",
          "irr",
          "volatility",
          "sharpe",
          "sortino",
          "calmar",
          "max_drawdown",
          "max_drawdown_days",
          "exposure",
          "trades",
          "win_rate",
          "profit_factor",
          "fees",
          "alpha",
          "beta");

  private final Screen screen;
  private final PrintWriter out;
  private final ReturnTables tables;

  BacktestReport(Screen screen, PrintWriter out, ReturnTables tables) {
    this.screen = screen;
    this.out = out;
    this.tables = tables;
  }

  void print(Subject subject, RunResult result) {
    RunArtifact artifact = result.artifact();
    heading(result);
    curves(result);
    figures(subject, artifact);
    section("Today, " + artifact.asOf());
    new TodayTable(screen, subject.definition().strategy().outputs())
        .lines(artifact.today())
        .forEach(out::println);
    section("Returns by month, %");
    double[] returns = ReturnFigures.returns(result.startUnit(), result.simulation().unit());
    new MonthTable(screen)
        .lines(tables.monthly(result.simulation().calendar().days(), returns))
        .forEach(out::println);
    table("Worst drawdowns", PeriodTables.drawdowns(screen, artifact.drawdowns()));
    table("If it had started later", PeriodTables.startYears(screen, artifact.startYears()));
    remarks(subject.remarks(), artifact.notes());
    out.println();
  }

  private void heading(RunResult result) {
    out.println();
    out.println("  " + screen.paint(Style.BOLD, Words.plain(result.artifact().name())));
    out.println("  " + screen.paint(Style.FAINT, Spans.of(result)));
    out.println();
  }

  private void curves(RunResult result) {
    int width = screen.columns() - LABEL - 4;
    Sparkline sparkline = new Sparkline(screen, width);
    double[] equity = result.simulation().equity();
    double[] fallen = ReturnFigures.drawdown(result.startUnit(), result.simulation().unit());
    double[] depth = Arrays.stream(fallen).map(Math::abs).toArray();
    out.println(curve("Equity", Style.CURVE, sparkline.ends(equity)));
    out.println(curve("Drawdown", Style.BAD, sparkline.peaks(depth)));
    out.println();
  }

  private String curve(String label, Style style, String line) {
    return "  " + Words.left(label, LABEL) + screen.paint(style, line);
  }

  private void figures(Subject subject, RunArtifact artifact) {
    Map<String, Double> ours = artifact.metrics();
    Map<String, Double> other = artifact.benchmarkMetrics();
    String benchmark = subject.definition().benchmark();
    Table table = new Table(screen).words("").numbers("Portfolio");
    if (benchmark != null) {
      table.numbers(benchmark + " held");
    }
    String value = String.format(Locale.ROOT, "%,.0f", artifact.equity());
    table.row(Cell.of("Value, " + artifact.currency()), new Cell(value, Style.BOLD));
    for (String key : FIRST) {
      Figure figure = Figure.of(key);
      if (ours.containsKey(key) || other.containsKey(key)) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.of(figure.name()));
        row.add(new Cell(figure.text(ours), Style.BOLD));
        if (other.containsKey(key)) {
          row.add(Cell.of(figure.text(other)));
        }
        table.row(row);
      }
    }
    table.lines().forEach(out::println);
  }

  private void remarks(List<Finding> findings, List<String> notes) {
    List<String> all = new ArrayList<>();
    findings.forEach(finding -> all.add(Remarks.sentence(finding)));
    notes.forEach(note -> all.add(Words.plain(note)));
    if (all.isEmpty()) {
      return;
    }
    section("Remarks");
    for (String one : all.subList(0, Math.min(MOST_NOTES, all.size()))) {
      List<String> lines = Words.wrap(one, screen.columns() - 6);
      out.println("  - " + lines.getFirst());
      lines.stream().skip(1).forEach(line -> out.println("    " + line));
    }
    if (all.size() > MOST_NOTES) {
      out.println("  - and " + (all.size() - MOST_NOTES) + " more, see --json");
    }
  }

  private void table(String title, Table table) {
    if (!table.isEmpty()) {
      section(title);
      table.lines().forEach(out::println);
    }
  }

  private void section(String title) {
    out.println();
    out.println("  " + screen.paint(Style.BOLD, title));
  }
}
