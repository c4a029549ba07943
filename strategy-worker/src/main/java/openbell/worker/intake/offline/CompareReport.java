package openbell.worker.intake.offline;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.worker.engine.RunResult;
import openbell.worker.intake.offline.Comparison.Difference;
import openbell.worker.intake.offline.Screen.Style;
import openbell.worker.intake.offline.Table.Cell;

/// Two results on one screen.
final class CompareReport {
  private static final int LAST_DIFFERENCES = 5;
  private static final int MOST_SYMBOLS = 20;

  private static final List<String> FIRST =
      List.of(
          "total_return",
          "cagr",
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
          "turnover",
          "fees");

  private final Screen screen;
  private final PrintWriter out;
  private final Subject a;
  private final Subject b;

  CompareReport(Screen screen, PrintWriter out, Subject a, Subject b) {
    this.screen = screen;
    this.out = out;
    this.a = a;
    this.b = b;
  }

  void print(Comparison comparison) {
    LineChart chart = new LineChart(screen);
    out.println();
    title("A", screen.paint(Style.CURVE, chart.markOfFirst()), a);
    title("B", screen.paint(Style.OTHER, chart.markOfSecond()), b);
    out.println("  " + screen.paint(Style.FAINT, span(comparison)));
    out.println();
    out.println("  " + screen.paint(Style.BOLD, "Growth of 1"));
    chart.lines(comparison.growthA(), comparison.growthB()).forEach(out::println);
    out.println();
    figures(comparison).lines().forEach(out::println);
    out.println();
    out.printf(
        Locale.ROOT,
        "  Correlation of daily returns: %s%n",
        Figure.of("beta").text(comparison.correlation()));
    differences(comparison);
    out.println();
    out.println("  " + screen.paint(Style.BOLD, "Today, " + Spans.last(comparison.a())));
    today(comparison).lines().forEach(out::println);
    out.println();
  }

  private void title(String letter, String mark, Subject subject) {
    String name = Words.plain(subject.definition().name());
    String file = Words.plain(subject.file());
    String cut = Words.cut(file, screen.columns() - Words.width(name) - 9, screen.pick("…", ".."));
    out.println(
        "  "
            + letter
            + " "
            + mark
            + " "
            + screen.paint(Style.BOLD, name)
            + "  "
            + screen.paint(Style.FAINT, cut));
  }

  private String span(Comparison comparison) {
    boolean later =
        a.definition().startDate().isBefore(Spans.first(comparison.a()))
            || b.definition().startDate().isBefore(Spans.first(comparison.b()));
    return String.format(
        Locale.ROOT,
        "Common span: %s to %s, %,d days%s",
        Spans.first(comparison.a()),
        Spans.last(comparison.a()),
        comparison.days().length,
        later ? "; both start on its first day" : "");
  }

  private Table figures(Comparison comparison) {
    Map<String, Double> ofA = comparison.a().artifact().metrics();
    Map<String, Double> ofB = comparison.b().artifact().metrics();
    Table table = new Table(screen).words("").numbers("A").numbers("B").numbers("B - A");
    for (String key : FIRST) {
      Figure figure = Figure.of(key);
      double before = ofA.getOrDefault(key, Double.NaN);
      double after = ofB.getOrDefault(key, Double.NaN);
      double merit = figure.smallerIsBetter() ? before - after : after - before;
      boolean judged = !key.equals("trades") && !key.equals("exposure");
      Style style =
          !judged || !(Math.abs(merit) > 0) ? Style.PLAIN : merit > 0 ? Style.GOOD : Style.BAD;
      table.row(
          Cell.of(figure.name()),
          Cell.of(figure.text(before)),
          Cell.of(figure.text(after)),
          new Cell(figure.difference(after - before), style));
    }
    return table;
  }

  private void differences(Comparison comparison) {
    if (comparison.shared().isEmpty()) {
      out.println("  The two share no symbol, so their states cannot be compared.");
      return;
    }
    out.printf(
        Locale.ROOT,
        "  Days with different states in %s: %,d of %,d%n",
        Words.cut(String.join(" ", comparison.shared()), 24, ".."),
        comparison.differentDays(),
        comparison.days().length);
    List<Difference> all = comparison.differences();
    for (Difference one : all.subList(Math.max(0, all.size() - LAST_DIFFERENCES), all.size())) {
      out.printf(
          "    %s  %s  A %s, B %s%n",
          one.date(), one.symbol(), TodayTable.word(one.inA()), TodayTable.word(one.inB()));
    }
  }

  private Table today(Comparison comparison) {
    Table table =
        new Table(screen).words("Symbol").words("A").numbers("Weight").words("B").numbers("Weight");
    Set<String> symbols = new LinkedHashSet<>();
    for (RunResult result : List.of(comparison.a(), comparison.b())) {
      result.artifact().today().forEach(one -> symbols.add(one.symbol()));
    }
    symbols.stream()
        .limit(MOST_SYMBOLS)
        .forEach(
            symbol -> {
              List<Cell> row = new ArrayList<>();
              row.add(new Cell(symbol, Style.BOLD));
              standing(comparison.a(), symbol, row);
              standing(comparison.b(), symbol, row);
              table.row(row);
            });
    return table;
  }

  private static void standing(RunResult result, String symbol, List<Cell> row) {
    for (Standing one : result.artifact().today()) {
      if (one.symbol().equals(symbol)) {
        row.add(new Cell(TodayTable.word(one.action()), TodayTable.style(one.action())));
        row.add(Cell.of(String.format(Locale.ROOT, "%.1f %%", 100 * one.weight())));
        return;
      }
    }
    row.add(Cell.faint("-"));
    row.add(Cell.of(""));
  }
}
