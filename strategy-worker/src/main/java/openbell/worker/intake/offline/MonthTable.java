package openbell.worker.intake.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import openbell.worker.intake.offline.Screen.Style;
import openbell.worker.run.ReturnTables;

/// Returns of each month and year in percent, the newest years.
final class MonthTable {
  private static final int MOST_YEARS = 12;
  private static final int MONTH = 5;
  private static final int YEAR = 8;
  private static final List<String> NAMES =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private final Screen screen;

  MonthTable(Screen screen) {
    this.screen = screen;
  }

  List<String> lines(List<ReturnTables.Year> years) {
    List<String> lines = new ArrayList<>();
    StringBuilder heading = new StringBuilder("    ");
    NAMES.forEach(name -> heading.append(Words.right(name, MONTH)));
    lines.add("  " + screen.paint(Style.FAINT, heading + Words.right("Year", YEAR)));
    int left = Math.max(0, years.size() - MOST_YEARS);
    for (ReturnTables.Year year : years.subList(left, years.size())) {
      StringBuilder line = new StringBuilder("  " + year.year());
      for (double month : year.months()) {
        line.append(cell(month, MONTH));
      }
      lines.add(line.append(cell(year.total(), YEAR)).toString());
    }
    if (left > 0) {
      lines.add(screen.paint(Style.FAINT, "  and " + left + " earlier years"));
    }
    return lines;
  }

  /// Two digits are enough beyond ten percent, and fit.
  private String cell(double value, int width) {
    if (Double.isNaN(value)) {
      return " ".repeat(width);
    }
    double percent = 100 * value;
    boolean small = width > MONTH || Math.abs(percent) < 9.95;
    String text = String.format(Locale.ROOT, small ? "%.1f" : "%.0f", percent);
    String clean = text.equals("-0.0") ? "0.0" : text;
    Style style = clean.equals("0.0") ? Style.FAINT : percent < 0 ? Style.BAD : Style.GOOD;
    return screen.paint(style, Words.right(clean, width));
  }
}
