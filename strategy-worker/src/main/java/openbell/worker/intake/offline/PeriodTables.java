package openbell.worker.intake.offline;

import java.time.LocalDate;
import java.util.List;
import openbell.model.artifact.RunArtifact.Drawdown;
import openbell.model.artifact.RunArtifact.StartYear;
import openbell.worker.intake.offline.Screen.Style;
import openbell.worker.intake.offline.Table.Cell;

/// Parts of a run: its deepest drawdowns, and what later starts would have brought.
final class PeriodTables {
  private static final int MOST_DRAWDOWNS = 5;
  private static final int MOST_YEARS = 12;

  private PeriodTables() {}

  static Table drawdowns(Screen screen, List<Drawdown> drawdowns) {
    Table table =
        new Table(screen)
            .numbers("Depth")
            .words("Peak")
            .words("Valley")
            .words("Recovered")
            .numbers("Days below");
    Figure depth = Figure.of("max_drawdown");
    for (Drawdown one : drawdowns.subList(0, Math.min(MOST_DRAWDOWNS, drawdowns.size()))) {
      LocalDate recovered = one.recovered();
      table.row(
          new Cell(depth.text(one.depth()), Style.BAD),
          Cell.of(one.peak().toString()),
          Cell.of(one.valley().toString()),
          Cell.of(recovered == null ? "not yet" : recovered.toString()),
          Cell.of(Figure.of("max_drawdown_days").text(one.days())));
    }
    return table;
  }

  /// Only where there is a choice: one year alone repeats the figures of the run.
  static Table startYears(Screen screen, List<StartYear> years) {
    Table table =
        new Table(screen).words("Start").numbers("CAGR").numbers("Max drawdown").numbers("Sharpe");
    if (years.size() < 2) {
      return table;
    }
    for (StartYear one : years.subList(Math.max(0, years.size() - MOST_YEARS), years.size())) {
      table.row(
          Cell.of(Integer.toString(one.year())),
          new Cell(Figure.of("cagr").text(one.cagr()), one.cagr() < 0 ? Style.BAD : Style.GOOD),
          Cell.of(Figure.of("max_drawdown").text(one.maxDrawdown())),
          Cell.of(Figure.of("sharpe").text(one.sharpe())));
    }
    return table;
  }
}
