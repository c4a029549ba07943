package openbell.scheduler.intake;

import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.RunArtifact;
import openbell.model.artifact.RunArtifact.Drawdown;
import openbell.model.artifact.RunArtifact.YearReturns;
import openbell.scheduler.export.RecordedRun;
import openbell.scheduler.intake.RunPage.ResultPart;

/// What the exported report shows.
///
/// @param chart the picture as a `data:` address; empty when the run has none. As the source of an
/// image it cannot run anything, whatever is in it
/// @param months names of the twelve months
public record ReportPage(
    RunRow run,
    ResultPart result,
    String period,
    String chart,
    List<String> months,
    List<YearRow> years,
    List<DrawdownRow> drawdowns,
    List<RunPage.TradeRow> trades,
    List<Fact> provenance) {

  /// The returns of a year: twelve months and the whole.
  public record YearRow(int year, List<Cell> months, Cell total) {}

  /// A coloured number.
  public record Cell(String text, String css) {}

  /// One stretch below the highest value.
  public record DrawdownRow(String peak, String valley, String recovered, String depth, int days) {}

  /// A line about where this comes from.
  public record Fact(String name, String value) {}

  static ReportPage of(RecordedRun recorded) {
    RunRow row = RunRow.of(recorded.run());
    RunArtifact result = recorded.result();
    byte[] svg = recorded.files().get("chart.svg");
    return new ReportPage(
        row,
        ResultParts.of(row, recorded.manifest(), result),
        Show.day(result.startDate()) + " to " + Show.day(result.asOf()),
        svg == null ? "" : "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg),
        Arrays.stream(Month.values())
            .map(month -> month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
            .toList(),
        result.years().reversed().stream().map(ReportPage::year).toList(),
        result.drawdowns().stream().map(ReportPage::drawdown).toList(),
        result.trades().reversed().stream().map(ResultParts::trade).toList(),
        provenance(recorded.manifest()));
  }

  private static YearRow year(YearReturns year) {
    List<Cell> months = new ArrayList<>();
    for (int month = 1; month <= 12; month++) {
      int at = month - year.firstMonth();
      boolean known = at >= 0 && at < year.months().size();
      months.add(known ? cell(year.months().get(at)) : new Cell("", ""));
    }
    return new YearRow(year.year(), months, cell(year.total()));
  }

  private static Cell cell(double fraction) {
    return new Cell(Show.number(100 * fraction, 1), Show.sign(fraction));
  }

  private static DrawdownRow drawdown(Drawdown one) {
    LocalDate recovered = one.recovered();
    return new DrawdownRow(
        Show.day(one.peak()),
        Show.day(one.valley()),
        recovered == null ? "not yet" : Show.day(recovered),
        Show.percent(one.depth()),
        one.days());
  }

  private static List<Fact> provenance(Manifest manifest) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Strategy version", manifest.configHash()));
    facts.add(new Fact("Data", manifest.dataHash()));
    facts.add(new Fact("Engine", manifest.engineVersion()));
    facts.addAll(Provenance.of(manifest));
    manifest.files().forEach(file -> facts.add(new Fact(file.name(), file.sha256())));
    manifest
        .inputs()
        .forEach(input -> facts.add(new Fact("Bars " + input.symbol(), input.stored().sha256())));
    return facts;
  }
}
