package openbell.machines.intake.offline;

import java.util.ArrayList;
import java.util.List;

/// Rows in aligned columns: the first to the left, numbers to the right.
final class Columns {
  private final List<List<String>> rows = new ArrayList<>();

  Columns(String... headings) {
    row(headings);
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  List<String> lines() {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String gap = " ".repeat(widths[c] - row.get(c).length());
      line.append("  ").append(c == 0 ? row.get(c) + gap : gap + row.get(c));
    }
    return line.toString().stripTrailing();
  }
}
