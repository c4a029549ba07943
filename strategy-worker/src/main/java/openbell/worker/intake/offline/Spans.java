package openbell.worker.intake.offline;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.worker.engine.RunResult;

/// What a result is about, in a line.
final class Spans {
  private static final int MOST_NAMES = 5;

  private Spans() {}

  /// `AAPL SPX, 2014-01-02 to 2018-05-11, 1,098 bars, USD`.
  static String of(RunResult result) {
    int[] days = result.simulation().calendar().days();
    List<String> symbols = result.artifact().today().stream().map(Standing::symbol).toList();
    return String.format(
        Locale.ROOT,
        "%s, %s to %s, %,d bars, %s",
        shortened(symbols),
        first(result),
        last(result),
        days.length,
        result.artifact().currency());
  }

  static LocalDate first(RunResult result) {
    return LocalDate.ofEpochDay(result.simulation().calendar().days()[0]);
  }

  static LocalDate last(RunResult result) {
    int[] days = result.simulation().calendar().days();
    return LocalDate.ofEpochDay(days[days.length - 1]);
  }

  private static String shortened(List<String> symbols) {
    List<String> first = symbols.subList(0, Math.min(MOST_NAMES, symbols.size()));
    int others = symbols.size() - first.size();
    return String.join(" ", first) + (others == 0 ? "" : " and " + others + " more");
  }
}
