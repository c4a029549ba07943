package openbell.worker.intake.offline;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.worker.intake.offline.Ranking.Refusal;
import openbell.worker.intake.offline.Ranking.Row;
import openbell.worker.intake.offline.Screen.Style;
import openbell.worker.intake.offline.Table.Cell;

/// A sweep on one screen: the best combinations, the whole field, and how far to trust it.
final class SweepReport {
  static final String CAUTION =
      "In-sample: the bars that chose the best cell also measured it, so it is biased upward.";

  private static final String ADVICE =
      "Prefer a wide plateau to a single peak, and judge the choice on bars that the sweep has not"
          + " seen (sweep with --as-of, then backtest without).";
  private static final int MOST_REFUSALS = 5;
  private static final double FEW_TRADES = 10;

  private final Screen screen;
  private final PrintWriter out;
  private final Ranking ranking;

  SweepReport(Screen screen, PrintWriter out, Ranking ranking) {
    this.screen = screen;
    this.out = out;
    this.ranking = ranking;
  }

  /// @param span what was swept over
  /// @param top rows of the table
  void print(String span, int top) {
    out.println();
    out.println("  " + screen.paint(Style.BOLD, "Sweep of " + Words.plain(ranking.name())));
    out.println("  " + screen.paint(Style.FAINT, span));
    Words.wrap(counts(), screen.columns() - 2)
        .forEach(line -> out.println("  " + screen.paint(Style.FAINT, line)));
    out.println();
    table(top).lines().forEach(out::println);
    if (ranking.rows().size() > top) {
      out.println("  and " + (ranking.rows().size() - top) + " more: --top N, --csv FILE");
    }
    out.println();
    picture();
    refusals();
    caution();
    out.println();
  }

  private String counts() {
    int missing = ranking.notReached();
    return String.format(
        Locale.ROOT,
        "%,d combinations: %,d evaluated, %,d refused%s; sorted by %s",
        ranking.outcomes().size(),
        ranking.rows().size(),
        ranking.refused().size(),
        missing == 0 ? "" : String.format(Locale.ROOT, ", %,d not reached (stopped)", missing),
        ranking.sort().key());
  }

  private Table table(int top) {
    List<Figure> figures = figures();
    Table table = new Table(screen).words("").numbers("#");
    ranking.grid().axes().forEach(axis -> table.numbers(axis.target() + "\n" + axis.spec().name()));
    figures.forEach(figure -> table.numbers(figure.key().replaceFirst("_", "_\n")));
    int own = ranking.grid().own();
    boolean ownShown = false;
    for (int r = 0; r < Math.min(top, ranking.rows().size()); r++) {
      ownShown |= ranking.rows().get(r).index() == own;
      table.row(row(r, figures));
    }
    if (!ownShown) {
      table.row(ownRow(figures));
    }
    return table;
  }

  /// The metric, what it is sorted by, and what nobody should choose without looking at.
  private List<Figure> figures() {
    Set<Figure> figures = new LinkedHashSet<>(List.of(ranking.metric(), ranking.sort()));
    for (String key : List.of("cagr", "sharpe", "max_drawdown", "trades")) {
      figures.add(Figure.of(key));
    }
    return List.copyOf(figures);
  }

  private List<Cell> row(int rank, List<Figure> figures) {
    Row row = ranking.rows().get(rank);
    boolean best = row.index() == ranking.best();
    boolean own = row.index() == ranking.grid().own();
    Style style = best ? Style.GOOD : own ? Style.BOLD : Style.PLAIN;
    List<Cell> cells = new ArrayList<>();
    String mark = best && own ? "both" : best ? "best" : own ? "yours" : "";
    cells.add(new Cell(mark, style));
    cells.add(Cell.faint(Integer.toString(rank + 1)));
    for (Object value : ranking.grid().values(row.index())) {
      cells.add(new Cell(Axis.label(value), style));
    }
    figures.forEach(figure -> cells.add(new Cell(figure.text(row.figures()), style)));
    return cells;
  }

  /// The document as it is, even when the grid does not hold it.
  private List<Cell> ownRow(List<Figure> figures) {
    List<Cell> cells = new ArrayList<>();
    cells.add(new Cell("yours", Style.BOLD));
    cells.add(Cell.faint(rankOfOwn()));
    for (Axis axis : ranking.grid().axes()) {
      Object own = axis.own();
      cells.add(new Cell(own == null ? "-" : Axis.label(own), Style.BOLD));
    }
    figures.forEach(figure -> cells.add(new Cell(figure.text(ranking.own()), Style.BOLD)));
    return cells;
  }

  private String rankOfOwn() {
    int own = ranking.grid().own();
    for (int r = 0; r < ranking.rows().size(); r++) {
      if (ranking.rows().get(r).index() == own) {
        return Integer.toString(r + 1);
      }
    }
    return "-";
  }

  private void picture() {
    if (ranking.rows().isEmpty()) {
      return;
    }
    Figure metric = ranking.metric();
    if (ranking.grid().axes().size() == 2) {
      out.println("  " + screen.paint(Style.BOLD, metric.name()));
      new HeatBlocks(screen, new HeatMap(ranking)).lines().forEach(out::println);
      out.println();
    } else if (ranking.grid().axes().size() == 1) {
      Axis axis = ranking.grid().axes().getFirst();
      double[] values = new double[ranking.grid().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = ranking.value(i);
      }
      String line = new Sparkline(screen, screen.columns() - 4).ends(values);
      out.println("  " + screen.paint(Style.BOLD, metric.name() + " by " + axis.name()));
      out.println("  " + screen.paint(Style.CURVE, line));
      out.println(
          screen.paint(
              Style.FAINT,
              "  " + axis.label(0) + " to " + axis.label(axis.values().size() - 1) + range()));
      out.println();
    }
  }

  private String range() {
    double[] values = ranking.sorted();
    Figure metric = ranking.metric();
    return values.length == 0
        ? ""
        : "; from " + metric.text(values[0]) + " to " + metric.text(values[values.length - 1]);
  }

  private void refusals() {
    List<Refusal> refused = ranking.refused();
    if (refused.isEmpty()) {
      return;
    }
    out.println("  " + screen.paint(Style.BOLD, "Refused: " + refused.size()));
    for (Refusal one : refused.subList(0, Math.min(MOST_REFUSALS, refused.size()))) {
      String text = values(one.index()) + ": " + Words.plain(one.reason());
      lines("  - ", text);
    }
    if (refused.size() > MOST_REFUSALS) {
      out.println("  - and " + (refused.size() - MOST_REFUSALS) + " more: --csv FILE lists all");
    }
    out.println();
  }

  private String values(int index) {
    return ranking.grid().values(index).stream().map(Axis::label).collect(Collectors.joining(", "));
  }

  private void caution() {
    ranking
        .median()
        .ifPresent(
            median -> {
              Figure metric = ranking.metric();
              Map<String, Double> own = ranking.own();
              String best = metric.text(ranking.value(ranking.best()));
              lines(
                  "  ",
                  metric.name()
                      + ": best "
                      + best
                      + ", median of all "
                      + metric.text(median)
                      + ", yours as documented "
                      + metric.text(own)
                      + ".");
            });
    lines("  ", CAUTION + fewTrades());
    lines("  ", ADVICE);
  }

  private String fewTrades() {
    double trades =
        ranking.best() >= 0
                && ranking.outcomes().get(ranking.best()) instanceof Outcome.Tried(var figures)
            ? figures.getOrDefault("trades", Double.NaN)
            : Double.NaN;
    return trades < FEW_TRADES
        ? String.format(
            Locale.ROOT,
            " It rests on %.0f closed trades, too few to tell skill from luck.",
            trades)
        : "";
  }

  private void lines(String lead, String text) {
    List<String> lines = Words.wrap(text, screen.columns() - lead.length());
    out.println(lead + lines.getFirst());
    lines.stream().skip(1).forEach(line -> out.println(" ".repeat(lead.length()) + line));
  }
}
