package openbell.bench.engine;

import java.util.ArrayList;
import java.util.List;

/// The table, for a terminal and as Markdown.
record Table(List<Row> rows, List<String> notes) {

  String text() {
    List<Row> all = new ArrayList<>(rows);
    all.addFirst(Row.HEAD);
    int columns = Row.HEAD.cells().size();
    int[] widths = new int[columns];
    for (Row row : all) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], row.cells().get(c).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (Row row : all) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String cell = row.cells().get(c);
        line.append(cell).repeat(' ', widths[c] - cell.length() + 2);
      }
      out.append(line.toString().stripTrailing()).append('\n');
      if (!row.more().isEmpty()) {
        out.append("    ").append(row.more()).append('\n');
      }
    }
    return out.toString();
  }

  String markdown() {
    StringBuilder out = new StringBuilder("# Engine benchmark\n\n");
    notes.forEach(note -> out.append("- ").append(note).append('\n'));
    out.append("\nTimes are means; ± is half of the 99.9 % confidence interval.\n\n");
    line(out, Row.HEAD.cells());
    line(out, Row.HEAD.cells().stream().map(_ -> "---").toList());
    rows.forEach(row -> line(out, row.cells()));
    rows.stream()
        .filter(row -> !row.more().isEmpty())
        .forEach(row -> out.append("\n- ").append(row.title()).append(": ").append(row.more()));
    return out.append('\n').toString();
  }

  private static void line(StringBuilder out, List<String> cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
