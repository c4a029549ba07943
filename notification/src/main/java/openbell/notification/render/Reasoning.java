package openbell.notification.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import openbell.model.signal.RuleTrace;
import org.jspecify.annotations.Nullable;

/// Turns a rule tree into sentences with their numbers, outermost rule first.
final class Reasoning {

  /// Deeper nodes are left out: a letter is not a debugger, and the run's page has them all.
  static final int DEEPEST = 4;

  /// Lines of one explanation.
  static final int MOST_LINES = 14;

  private final List<Line> lines = new ArrayList<>();

  private Reasoning() {}

  /// One sentence.
  ///
  /// @param mark `yes`, `no` or `not yet`: what the rule said; empty for a plain number
  public record Line(int depth, String mark, String text) {}

  static List<Line> of(List<RuleTrace> traces) {
    Reasoning reasoning = new Reasoning();
    for (RuleTrace trace : traces) {
      reasoning.tell(trace, 0);
    }
    return List.copyOf(reasoning.lines);
  }

  private void tell(RuleTrace trace, int depth) {
    if (lines.size() >= MOST_LINES || depth > DEEPEST) {
      return;
    }
    lines.add(new Line(depth, mark(trace), name(trace, depth) + sentence(trace)));
    if (isGroup(trace) || !isComparison(trace)) {
      trace.inputs().forEach(input -> tell(input, depth + 1));
    } else {
      // The numbers of a comparison stand in its own sentence; only rules below it add something.
      trace.inputs().stream().filter(i -> i.number() == null).forEach(i -> tell(i, depth + 1));
    }
  }

  private static boolean isGroup(RuleTrace trace) {
    return switch (trace.operator()) {
      case "And", "Or", "Not", "Any", "All", "Streak" -> true;
      default -> false;
    };
  }

  private static boolean isComparison(RuleTrace trace) {
    return trace.inputs().size() >= 2 && verb(trace) != null;
  }

  private static String mark(RuleTrace trace) {
    if (trace.truth() != null) {
      return trace.truth() ? "yes" : "no";
    }
    return trace.number() == null ? "not yet" : "";
  }

  /// An outermost rule is named for what it decides; below it only names given by a person help.
  private static String name(RuleTrace trace, int depth) {
    boolean given = !trace.label().isBlank() && !trace.label().startsWith(trace.operator());
    if (!given || trace.number() != null) {
      return "";
    }
    return depth == 0 ? capital(trace.label()) + ": " : trace.label() + ": ";
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String sentence(RuleTrace trace) {
    return switch (trace.operator()) {
      case "And" -> "all of these must hold";
      case "Or" -> "one of these is enough";
      case "Not" -> "this must not hold";
      default -> isComparison(trace) ? comparison(trace) : plain(trace);
    };
  }

  private static String plain(RuleTrace trace) {
    Double number = trace.number();
    if (number != null) {
      return label(trace) + " is " + Formats.number(number);
    }
    return trace.truth() == null && trace.inputs().isEmpty()
        ? label(trace) + " is not defined yet"
        : trace.operator();
  }

  private static String comparison(RuleTrace trace) {
    RuleTrace left = trace.inputs().get(0);
    RuleTrace right = trace.inputs().get(1);
    String verb = Objects.requireNonNull(verb(trace));
    String text = valued(left) + " " + verb + " " + valued(right);
    boolean crossing = trace.operator().startsWith("Cross");
    if (crossing && left.before() != null && right.before() != null) {
      text +=
          ", one session earlier %s and %s"
              .formatted(Formats.number(left.before()), Formats.number(right.before()));
    }
    return text + distance(trace, crossing);
  }

  private static String distance(RuleTrace trace, boolean crossing) {
    Double gap = trace.gapPercent();
    if (gap == null || !Double.isFinite(gap) || trace.truth() == null) {
      return "";
    }
    String size = Formats.distance(gap);
    if (crossing) {
      return " (%s apart)".formatted(size);
    }
    return trace.truth() ? " (%s from turning)".formatted(size) : " (%s short)".formatted(size);
  }

  private static String valued(RuleTrace trace) {
    Double number = trace.number();
    String label = label(trace);
    if (number == null) {
      return label;
    }
    String value = Formats.number(number);
    return trace.operator().equals("Constant") || label.equals(value) ? value : label + " " + value;
  }

  private static String label(RuleTrace trace) {
    return trace.label().isBlank() ? trace.operator() : trace.label();
  }

  private static @Nullable String verb(RuleTrace trace) {
    boolean holds = !Boolean.FALSE.equals(trace.truth());
    return switch (trace.operator()) {
      case "GreaterThan" -> holds ? "is above" : "is not above";
      case "GreaterOrEqual" -> holds ? "is at or above" : "is below";
      case "LessThan" -> holds ? "is below" : "is not below";
      case "LessOrEqual" -> holds ? "is at or below" : "is above";
      case "Equal" -> holds ? "equals" : "differs from";
      case "Crossover" -> holds ? "crossed above" : "has not crossed above";
      case "Crossunder" -> holds ? "crossed below" : "has not crossed below";
      case "InRange" -> holds ? "is in the range that starts at" : "is outside the range from";
      default -> null;
    };
  }
}
