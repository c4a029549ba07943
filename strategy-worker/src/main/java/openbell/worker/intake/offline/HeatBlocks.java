package openbell.worker.intake.offline;

import java.util.ArrayList;
import java.util.List;
import openbell.worker.intake.offline.Screen.Style;

/// A heat map in characters: the fuller, the better.
final class HeatBlocks {
  private static final String BLOCKS = "·░▒▓█";
  private static final String MARKS = ".:+#@";
  private static final int LEAST_CELL = 5;

  private final Screen screen;
  private final HeatMap map;
  private final int best;
  private final int own;
  private final int labels;
  private final int cell;

  HeatBlocks(Screen screen, HeatMap map) {
    this.screen = screen;
    this.map = map;
    this.best = map.ranking().best();
    this.own = map.ranking().grid().own();
    this.labels = longest(map.up());
    this.cell = Math.max(LEAST_CELL, longest(map.across()) + 1);
  }

  List<String> lines() {
    if (3 + labels + map.columns() * cell > screen.columns()) {
      return List.of("  The heat map is wider than this screen: --heat FILE.svg draws it.");
    }
    List<String> lines = new ArrayList<>();
    lines.add("  " + screen.paint(Style.FAINT, map.up().name()));
    for (int row = map.rows() - 1; row >= 0; row--) {
      StringBuilder line = new StringBuilder();
      line.append("  ").append(Words.right(map.up().label(row), labels)).append(' ');
      for (int column = 0; column < map.columns(); column++) {
        line.append(mark(map.index(column, row)));
      }
      lines.add(line.toString().stripTrailing());
    }
    StringBuilder axis = new StringBuilder(" ".repeat(3 + labels));
    for (int column = 0; column < map.columns(); column++) {
      axis.append(Words.right(map.across().label(column) + " ", cell));
    }
    lines.add((axis + " " + screen.paint(Style.FAINT, map.across().name())).stripTrailing());
    lines.add(legend());
    return lines;
  }

  private String legend() {
    Figure metric = map.ranking().metric();
    return "  "
        + shade(0)
        + " "
        + metric.text(map.worst())
        + "   "
        + shade(1)
        + " "
        + metric.text(map.best())
        + "   [ ] best"
        + (own < 0 ? "" : "   ( ) yours")
        + (map.ranking().refused().isEmpty() ? "" : "   xx refused")
        + (missing() ? "   ?? no value" : "");
  }

  private boolean missing() {
    return map.ranking().rows().stream()
        .anyMatch(row -> Double.isNaN(map.ranking().value(row.index())));
  }

  private String mark(int index) {
    String inside =
        switch (map.ranking().outcomes().get(index)) {
          case Outcome.Tried _ -> tried(map.ranking().value(index));
          case Outcome.Refused _ -> "xx";
          case Outcome.NotReached _ -> "  ";
        };
    boolean isBest = index == best;
    boolean isOwn = index == own;
    String framed = isBest ? "[" + inside + "]" : isOwn ? "(" + inside + ")" : " " + inside + " ";
    String padded = Words.right(framed, cell);
    return isBest ? screen.paint(Style.GOOD, padded) : padded;
  }

  private String tried(double value) {
    return Double.isNaN(value) ? "??" : shade(map.place(value));
  }

  private String shade(double place) {
    String marks = screen.pick(BLOCKS, MARKS);
    int level = (int) Math.min(marks.length() - 1, place * marks.length());
    return marks.substring(level, level + 1).repeat(2);
  }

  private static int longest(Axis axis) {
    int longest = 0;
    for (int i = 0; i < axis.values().size(); i++) {
      longest = Math.max(longest, Words.width(axis.label(i)));
    }
    return longest;
  }
}
