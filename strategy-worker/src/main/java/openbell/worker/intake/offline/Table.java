package openbell.worker.intake.offline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import openbell.worker.intake.offline.Screen.Style;

/// Rows in aligned columns. A table that is wider than the screen loses the end of its longest
/// words, never a number.
final class Table {
  private static final String INDENT = "  ";
  private static final String GAP = "  ";
  private static final int SHORTEST_WORD = 6;

  /// What a column holds decides how it is aligned.
  enum Kind {
    WORDS,
    NUMBERS
  }

  /// One field, and how it stands out.
  record Cell(String text, Style style) {
    static Cell of(String text) {
      return new Cell(text, Style.PLAIN);
    }

    static Cell faint(String text) {
      return new Cell(text, Style.FAINT);
    }
  }

  private record Column(String heading, Kind kind) {
    String[] lines() {
      return heading.split("\n", -1);
    }
  }

  private final Screen screen;
  private final List<Column> columns = new ArrayList<>();
  private final List<List<Cell>> rows = new ArrayList<>();

  Table(Screen screen) {
    this.screen = screen;
  }

  /// @param heading may have several lines
  Table words(String heading) {
    columns.add(new Column(heading, Kind.WORDS));
    return this;
  }

  Table numbers(String heading) {
    columns.add(new Column(heading, Kind.NUMBERS));
    return this;
  }

  /// Missing cells at the end are empty.
  void row(Cell... cells) {
    rows.add(List.of(cells));
  }

  void row(List<Cell> cells) {
    rows.add(List.copyOf(cells));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  List<String> lines() {
    int[] widths = widths();
    List<String> lines = new ArrayList<>();
    int high = columns.stream().mapToInt(column -> column.lines().length).max().orElse(0);
    for (int h = 0; h < high; h++) {
      List<Cell> headings = new ArrayList<>();
      for (Column column : columns) {
        int own = h - high + column.lines().length;
        headings.add(Cell.faint(own < 0 ? "" : column.lines()[own]));
      }
      String line = line(headings, widths);
      if (!line.isBlank()) {
        lines.add(line);
      }
    }
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private int[] widths() {
    int[] widths = new int[columns.size()];
    for (int c = 0; c < widths.length; c++) {
      widths[c] = Stream.of(columns.get(c).lines()).mapToInt(Words::width).max().orElse(0);
      for (List<Cell> row : rows) {
        widths[c] =
            c < row.size() ? Math.max(widths[c], Words.width(row.get(c).text())) : widths[c];
      }
    }
    int room = screen.columns() - INDENT.length() - GAP.length() * (widths.length - 1);
    for (int over = Arrays.stream(widths).sum() - room; over > 0; over--) {
      int widest = widestWords(widths);
      if (widest < 0) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private int widestWords(int[] widths) {
    int widest = -1;
    for (int c = 0; c < widths.length; c++) {
      boolean shrinks = columns.get(c).kind() == Kind.WORDS && widths[c] > SHORTEST_WORD;
      if (shrinks && (widest < 0 || widths[c] > widths[widest])) {
        widest = c;
      }
    }
    return widest;
  }

  private String line(List<Cell> cells, int[] widths) {
    StringBuilder line = new StringBuilder(INDENT);
    for (int c = 0; c < cells.size(); c++) {
      Cell cell = cells.get(c);
      String dots = screen.pick("…", "..");
      String text = Words.cut(cell.text(), widths[c], dots);
      boolean number = columns.get(c).kind() == Kind.NUMBERS;
      String padded = number ? Words.right(text, widths[c]) : Words.left(text, widths[c]);
      boolean last = c == cells.size() - 1;
      line.append(screen.paint(cell.style(), last && !number ? text : padded));
      line.append(last ? "" : GAP);
    }
    return line.toString().stripTrailing();
  }
}
