package openbell.scheduler.adapter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table that a run wrote: cells with a comma or a quote are quoted, and no cell has a line
/// break.
///
/// @param head names of the columns
record Csv(List<String> head, List<List<String>> rows) {

  /// @param bytes null for a file that the run does not have: a table without rows
  static Csv of(byte @Nullable [] bytes) {
    String text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    List<List<String>> lines = text.lines().map(Csv::cells).toList();
    return lines.isEmpty()
        ? new Csv(List.of(), List.of())
        : new Csv(lines.getFirst(), lines.subList(1, lines.size()));
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        if (quoted && line.startsWith("\"\"", i)) {
          cell.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
