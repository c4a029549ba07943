package openbell.scheduler.intake;

import java.util.List;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.RunArtifact;
import org.jspecify.annotations.Nullable;

/// What the page of a run shows.
///
/// @param kept whether the portfolio is there: a dry run of a document that is not saved has none
/// @param trouble why there is no result to show; empty when there is one or it is still expected
/// @param result what the run found out, or null
public record RunPage(RunRow run, boolean kept, String trouble, @Nullable ResultPart result) {

  /// The result, ready to print.
  ///
  /// @param metrics what a reader asks first; the others are in `moreMetrics`
  /// @param until day of the newest price that was there
  public record ResultPart(
      String until,
      List<Figure> headline,
      List<StandingRow> today,
      List<MetricRow> metrics,
      List<MetricRow> moreMetrics,
      boolean benchmark,
      List<TradeRow> trades,
      int allTrades,
      List<String> notes,
      List<Source> sources,
      List<File> files,
      String configHash,
      String dataHash,
      String engineVersion,
      List<ReportPage.Fact> provenance,
      List<String> remarks,
      boolean chart,
      HeatMap heat,
      Charts charts) {}

  /// What the scripts of the page draw, and the same in words.
  ///
  /// @param base where the files are
  /// @param signalBytes length of `signals.csv`, which a page does not load unasked when it is long
  /// @param summary the equity curve in a sentence, for those who do not see it
  public record Charts(String base, long signalBytes, String currency, String summary) {}

  /// A large number with its name.
  public record Figure(String name, String value, String css) {}

  /// One symbol today.
  public record StandingRow(
      String symbol,
      String name,
      Show.Badge action,
      String sentence,
      String close,
      String weight,
      String target,
      String position,
      String order,
      boolean trades,
      List<TraceLine> why) {}

  /// One line of an explanation.
  ///
  /// @param depth 0 to 4; deeper lines stand at 4
  public record TraceLine(
      int depth, String label, String operator, String value, String css, String gap) {}

  /// One metric, of the portfolio and of its benchmark.
  public record MetricRow(String name, String value, String benchmark) {}

  /// One closed round trip.
  public record TradeRow(
      String symbol,
      String entered,
      String exited,
      String quantity,
      String entryPrice,
      String exitPrice,
      String profit,
      String percent,
      String css) {}

  /// The bars of one symbol.
  public record Source(String symbol, String range, int bars, String sha256) {}

  /// One file to download.
  public record File(String name, String size, String href) {}

  static RunPage waiting(RunRow run, boolean kept) {
    return new RunPage(run, kept, "", null);
  }

  static RunPage trouble(RunRow run, boolean kept, String trouble) {
    return new RunPage(run, kept, trouble, null);
  }

  static RunPage of(RunRow run, boolean kept, Manifest manifest, RunArtifact result) {
    return new RunPage(run, kept, "", ResultParts.of(run, manifest, result));
  }
}
