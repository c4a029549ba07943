package openbell.worker.intake;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import openbell.model.artifact.RunArtifact;
import openbell.model.signal.SignalAction;
import openbell.worker.engine.RunResult;
import openbell.worker.engine.metric.ReturnFigures;
import openbell.worker.run.ReturnTables;
import picocli.CommandLine.Help.Ansi;

/// A result on one screen.
final class BacktestReport {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final int SPARK_WIDTH = 60;
  private static final int MOST_YEARS = 12;
  private static final int MOST_NOTES = 5;

  private final PrintWriter out;
  private final ReturnTables tables;

  BacktestReport(PrintWriter out, ReturnTables tables) {
    this.out = out;
    this.tables = tables;
  }

  void print(RunResult result) {
    RunArtifact artifact = result.artifact();
    int[] days = result.simulation().calendar().days();
    line("");
    line("  @|bold " + plain(artifact.name()) + "|@");
    line(
        String.format(
            Locale.ROOT,
            "  %s to %s, %,d bars",
            java.time.LocalDate.ofEpochDay(days[0]),
            artifact.asOf(),
            days.length));
    line("");
    line("  @|blue " + sparkline(result.simulation().equity()) + "|@");
    line("");
    figures(artifact);
    today(artifact.today());
    months(result, days);
    notes(artifact.notes());
  }

  private void figures(RunArtifact artifact) {
    Map<String, Double> ours = artifact.metrics();
    Map<String, Double> other = artifact.benchmarkMetrics();
    boolean compared = !other.isEmpty();
    line(
        String.format(
            Locale.ROOT,
            "  %-22s %16s%s",
            "",
            "portfolio",
            compared ? String.format(Locale.ROOT, " %16s", "benchmark") : ""));
    line(
        String.format(
            Locale.ROOT, "  %-22s %,16.2f %s", "Value", artifact.equity(), artifact.currency()));
    row("Return", "total_return", ours, other, true);
    row("Return a year", "cagr", ours, other, true);
    row("Worst loss", "max_drawdown", ours, other, true);
    row("Volatility", "volatility", ours, other, true);
    row("Sharpe", "sharpe", ours, other, false);
    row("Sortino", "sortino", ours, other, false);
    row("Exposure", "exposure", ours, other, true);
    row("Trades won", "win_rate", ours, other, true);
    row("Profit factor", "profit_factor", ours, other, false);
    line(String.format(Locale.ROOT, "  %-22s %,16d", "Closed trades", artifact.trades().size()));
    line("");
  }

  private void row(
      String label,
      String key,
      Map<String, Double> ours,
      Map<String, Double> other,
      boolean percent) {
    String second = other.containsKey(key) ? " " + figure(other, key, percent) : "";
    line(String.format(Locale.ROOT, "  %-22s %s%s", label, figure(ours, key, percent), second));
  }

  private static String figure(Map<String, Double> figures, String key, boolean percent) {
    Double value = figures.get(key);
    if (value == null) {
      return String.format(Locale.ROOT, "%16s", "-");
    }
    return percent
        ? String.format(Locale.ROOT, "%14.2f %%", 100 * value)
        : String.format(Locale.ROOT, "%16.2f", value);
  }

  private void today(List<RunArtifact.Standing> today) {
    for (RunArtifact.Standing one : today) {
      RunArtifact.Position position = one.position();
      String held =
          position == null
              ? ""
              : String.format(
                  Locale.ROOT, "since %s, %+.1f %%", position.since(), position.pnlPercent());
      line(
          String.format(
              Locale.ROOT,
              "  %-10s @|%s %-6s|@ %,12.2f   %5.1f %% of the money  %s",
              one.symbol(),
              one.action().isTrade() ? "bold" : "faint",
              word(one.action()),
              one.close(),
              100 * one.weight(),
              held));
    }
    line("");
  }

  private static String word(SignalAction action) {
    return switch (action) {
      case ENTER, INCREASE -> "Buy";
      case EXIT, REDUCE -> "Sell";
      case HOLD -> "Hold";
      case FLAT -> "Empty";
    };
  }

  private void months(RunResult result, int[] days) {
    double[] returns = ReturnFigures.returns(result.startUnit(), result.simulation().unit());
    List<ReturnTables.Year> years = tables.monthly(days, returns);
    line("  %     Jan   Feb   Mar   Apr   May   Jun   Jul   Aug   Sep   Oct   Nov   Dec    Year");
    for (ReturnTables.Year year :
        years.subList(Math.max(0, years.size() - MOST_YEARS), years.size())) {
      StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "  %d", year.year()));
      for (double month : year.months()) {
        row.append(
            Double.isNaN(month) ? "      " : String.format(Locale.ROOT, "%6.1f", 100 * month));
      }
      line(row + String.format(Locale.ROOT, "%8.1f", 100 * year.total()));
    }
    line("");
  }

  private void notes(List<String> notes) {
    for (String note : notes.subList(0, Math.min(MOST_NOTES, notes.size()))) {
      line("  " + plain(note));
    }
    if (notes.size() > MOST_NOTES) {
      line("  and " + (notes.size() - MOST_NOTES) + " more notes in result.json");
    }
  }

  /// One block per stretch of time, lowest to highest value.
  static String sparkline(double[] values) {
    int width = Math.min(SPARK_WIDTH, values.length);
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < width; i++) {
      double value = values[(int) ((long) (i + 1) * values.length / width) - 1];
      double place = greatest > least ? (value - least) / (greatest - least) : 0;
      line.append(BLOCKS.charAt((int) Math.min(BLOCKS.length() - 1, place * BLOCKS.length())));
    }
    return line.toString();
  }

  /// Text of a document, without control characters and without our own markup.
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ").replace("@|", "@ |").replace("|@", "| @");
  }

  private void line(String text) {
    out.println(Ansi.AUTO.string(text));
  }
}
