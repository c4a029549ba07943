package openbell.worker.intake.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import openbell.model.signal.RuleTrace;

/// A rule with its numbers: its numbers on the same line where there is room.
final class RuleTree {
  private static final int MOST_LINES = 24;

  private final Screen screen;

  RuleTree(Screen screen) {
    this.screen = screen;
  }

  void add(RuleTrace root, List<String> lines) {
    List<String> own = new ArrayList<>();
    rule(root, "    ", own);
    lines.addAll(own.subList(0, Math.min(MOST_LINES, own.size())));
    if (own.size() > MOST_LINES) {
      lines.add("    and " + (own.size() - MOST_LINES) + " more lines in result.json");
    }
  }

  private void rule(RuleTrace node, String indent, List<String> lines) {
    List<String> numbers = new ArrayList<>();
    List<RuleTrace> rules = new ArrayList<>();
    for (RuleTrace input : node.inputs()) {
      if (input.number() != null || (input.inputs().isEmpty() && input.truth() == null)) {
        numbers.add(number(input));
      } else {
        rules.add(input);
      }
    }
    String name =
        node.label().startsWith(node.operator())
            ? node.label()
            : node.label() + " " + node.operator();
    String rule = indent + mark(node) + " " + Words.plain(name);
    String detail = numbers.isEmpty() ? "" : "  " + String.join(", ", numbers);
    String end = apart(node) + flipped(node);
    if (Words.width(rule + detail + end) <= screen.columns()) {
      lines.add(rule + detail + end);
    } else {
      lines.add(cut(rule + end));
      numbers.forEach(number -> lines.add(cut(indent + "    " + number)));
    }
    rules.forEach(input -> rule(input, indent + "  ", lines));
  }

  private String cut(String line) {
    return Words.cut(line, screen.columns(), screen.pick("…", ".."));
  }

  private String mark(RuleTrace node) {
    Boolean truth = node.truth();
    if (truth == null) {
      return "?";
    }
    return truth ? screen.pick("✓", "+") : screen.pick("✗", "-");
  }

  private static String flipped(RuleTrace node) {
    Boolean before = node.truthBefore();
    return before == null || before.equals(node.truth()) ? "" : "  flipped today";
  }

  private static String apart(RuleTrace node) {
    Double gap = node.gapPercent();
    boolean leaf = node.inputs().stream().allMatch(input -> input.inputs().isEmpty());
    return gap == null || !leaf ? "" : String.format(Locale.ROOT, "  (%.2f %% apart)", gap);
  }

  private static String number(RuleTrace node) {
    Double now = node.number();
    if (now == null) {
      return Words.plain(node.label()) + " undefined";
    }
    String value = written(now);
    if (node.label().equals(value)) {
      return value;
    }
    Double before = node.before();
    String moved = before == null || before.equals(now) ? "" : " (was " + written(before) + ")";
    return Words.plain(node.label()) + " " + value + moved;
  }

  static String written(double value) {
    double size = Math.abs(value);
    String pattern = size >= 10_000 ? "%,.0f" : size >= 1 ? "%,.2f" : "%.4f";
    boolean whole = value == Math.rint(value) && size < 10_000;
    return String.format(Locale.ROOT, whole ? "%.0f" : pattern, value);
  }
}
