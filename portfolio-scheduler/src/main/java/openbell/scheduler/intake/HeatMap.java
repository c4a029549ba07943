package openbell.scheduler.intake;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import openbell.model.artifact.RunArtifact;
import openbell.model.artifact.RunArtifact.YearReturns;

/// Monthly returns as a table: a row per year, coloured by size. The number stands in every cell,
/// so
/// that nobody needs the colour.
///
/// @param months names of the twelve months
/// @param rows newest year first
public record HeatMap(List<String> months, List<Row> rows) {
  /// From which size on, as a fraction, a cell gets its next darker step.
  private static final double[] STEPS = {0.0, 0.02, 0.05, 0.1};

  /// One year.
  public record Row(int year, List<Cell> months, Cell total) {}

  /// One number; empty where the run has no bars.
  public record Cell(String text, String css) {}

  static HeatMap of(RunArtifact result) {
    return new HeatMap(
        Arrays.stream(Month.values())
            .map(month -> month.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
            .toList(),
        result.years().reversed().stream().map(HeatMap::row).toList());
  }

  private static Row row(YearReturns year) {
    List<Cell> cells = new ArrayList<>();
    for (int month = 1; month <= 12; month++) {
      int at = month - year.firstMonth();
      boolean known = at >= 0 && at < year.months().size();
      cells.add(known ? cell(year.months().get(at)) : new Cell("", "none"));
    }
    return new Row(year.year(), cells, cell(year.total()));
  }

  private static Cell cell(double fraction) {
    String text = Show.number(100 * fraction, 1);
    if (!Double.isFinite(fraction) || text.equals("0.0") || text.equals("-0.0")) {
      return new Cell(text.replace("-0.0", "0.0"), "flat");
    }
    int step = 0;
    while (step + 1 < STEPS.length && Math.abs(fraction) >= STEPS[step + 1]) {
      step++;
    }
    return new Cell(text, (fraction > 0 ? "gain" : "loss") + (step + 1));
  }
}
