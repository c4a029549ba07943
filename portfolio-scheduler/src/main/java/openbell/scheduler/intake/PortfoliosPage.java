package openbell.scheduler.intake;

import java.util.List;
import java.util.Map;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.scheduler.dispatch.PortfolioLine;
import openbell.scheduler.reconcile.RunRecord;
import org.jspecify.annotations.Nullable;

/// What the first page shows.
///
/// @param next id to continue after; empty on the last page
public record PortfoliosPage(
    List<Row> rows, List<RunRow> runs, boolean waiting, String next, boolean first) {
  static final int LENGTH = 25;

  /// A portfolio with its newest run.
  ///
  /// @param signals one per symbol, of the newest run; empty while there is none
  public record Row(
      String id,
      String name,
      String symbols,
      String calendar,
      boolean paused,
      List<SymbolSignal> signals,
      @Nullable RunRow run) {}

  /// Where one symbol stands.
  public record SymbolSignal(String symbol, Show.Badge action) {}

  /// @param found up to one more than is shown
  static PortfoliosPage of(
      List<PortfolioLine> found,
      Map<PortfolioId, RunRecord> newest,
      List<RunRecord> latest,
      Results results,
      boolean first) {
    boolean more = found.size() > LENGTH;
    List<Row> rows =
        found.stream()
            .limit(LENGTH)
            .map(line -> row(line, newest.get(line.id()), results))
            .toList();
    List<RunRow> runs = latest.stream().map(results::live).map(RunRow::of).toList();
    boolean waiting =
        runs.stream().anyMatch(RunRow::waiting)
            || rows.stream().anyMatch(row -> row.run() != null && row.run().waiting());
    return new PortfoliosPage(
        rows, runs, waiting, more ? found.get(LENGTH - 1).id().value() : "", first);
  }

  private static Row row(PortfolioLine line, @Nullable RunRecord run, Results results) {
    return new Row(
        line.id().value(),
        line.name(),
        line.symbols(),
        line.calendar(),
        line.paused(),
        run == null ? List.of() : signals(run.artifact(), results),
        run == null ? null : RunRow.of(results.live(run)));
  }

  /// A result that cannot be read is told on the run's own page; here it only leaves a gap.
  private static List<SymbolSignal> signals(@Nullable ArtifactRef artifact, Results results) {
    if (artifact == null) {
      return List.of();
    }
    try {
      return results.result(artifact).today().stream()
          .map(today -> new SymbolSignal(today.symbol(), Show.action(today.action())))
          .toList();
    } catch (FailureException e) {
      return List.of();
    }
  }
}
