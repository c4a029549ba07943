package openbell.notification.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import openbell.model.signal.RuleTrace;
import openbell.notification.render.LetterModel.Explanation;

/// Turns a rule tree into sentences with their numbers, outermost rule first.
final class Reasoning {

  /// Deeper nodes are left out: a letter is not a debugger, and the run's page has them all.
  static final int DEEPEST = 4;

  /// Lines of one explanation.
  static final int MOST_LINES = 14;

  /// Comparisons of the shortest explanation.
  private static final int MOST_DECISIVE = 2;

  /// Pixels that a nested rule is moved to the right.
  private static final int STEP = 18;

  private final List<Line> lines = new ArrayList<>();
  private final Words words;

  private Reasoning(Words words) {
    this.words = words;
  }

  /// One sentence.
  ///
  /// @param mark `yes`, `no` or `not yet` in the reader's words: what the rule said; empty for a
  ///     plain number
  public record Line(int depth, String mark, boolean holds, String text) {}

  static List<Line> of(List<RuleTrace> traces, Words words) {
    Reasoning reasoning = new Reasoning(words);
    for (RuleTrace trace : traces) {
      reasoning.tell(trace, 0);
    }
    return List.copyOf(reasoning.lines);
  }

  /// @param close the last one, which a rule's flip is measured from
  static Explanation explain(String title, List<RuleTrace> traces, double close, Words words) {
    List<LetterModel.Line> lines =
        of(traces, words).stream()
            .map(
                line ->
                    new LetterModel.Line(
                        line.depth() * STEP,
                        line.mark(),
                        line.holds() ? "yes" : "no",
                        line.text(),
                        "  ".repeat(line.depth())))
            .toList();
    List<String> flips =
        traces.stream()
            .map(trace -> flip(trace, close, words))
            .filter(text -> !text.isEmpty())
            .toList();
    return new Explanation(title, lines, flips);
  }

  /// How long a rule has said this, and at what close it would turn; empty when neither is known.
  private static String flip(RuleTrace trace, double close, Words words) {
    if (trace.truth() == null) {
      return "";
    }
    String rule = rule(trace, words);
    List<String> parts = new ArrayList<>();
    if (trace.since() != null) {
      parts.add(
          words.say(trace.truth() ? "since.yes" : "since.no", rule, words.day(trace.since())));
    }
    Double flip = trace.flipClose();
    if (flip != null && close > 0) {
      double away = 100 * (flip / close - 1);
      parts.add(
          words.say(
              away < 0 ? "flip.below" : "flip.above",
              Formats.number(flip),
              Formats.distance(away)));
    }
    return String.join(words.say("sentence.gap"), parts);
  }

  /// The first comparisons that hold, in one line: what decided. Empty when none is there.
  static String decisive(List<RuleTrace> traces, Words words) {
    List<String> found = new ArrayList<>();
    new Reasoning(words).decisive(traces, 0, found);
    return String.join(words.say("list.semicolon"), found);
  }

  private void decisive(List<RuleTrace> traces, int depth, List<String> found) {
    for (RuleTrace trace : traces) {
      if (Boolean.TRUE.equals(trace.truth()) && found.size() < MOST_DECISIVE) {
        if (isComparison(trace)) {
          found.add(comparison(trace));
        } else if (depth < DEEPEST) {
          decisive(trace.inputs(), depth + 1, found);
        }
      }
    }
  }

  private void tell(RuleTrace trace, int depth) {
    if (lines.size() >= MOST_LINES || depth > DEEPEST) {
      return;
    }
    lines.add(
        new Line(
            depth,
            mark(trace),
            Boolean.TRUE.equals(trace.truth()),
            name(trace, depth) + sentence(trace)));
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
    return trace.inputs().size() >= 2
        && switch (trace.operator()) {
          case "GreaterThan",
              "GreaterOrEqual",
              "LessThan",
              "LessOrEqual",
              "Equal",
              "Crossover",
              "Crossunder",
              "InRange" ->
              true;
          default -> false;
        };
  }

  private String mark(RuleTrace trace) {
    if (trace.truth() != null) {
      return words.say(trace.truth() ? "mark.yes" : "mark.no");
    }
    return trace.number() == null ? words.say("mark.unknown") : "";
  }

  /// An outermost rule is named for what it decides; below it only names given by a person help.
  private String name(RuleTrace trace, int depth) {
    boolean given = !trace.label().isBlank() && !trace.label().startsWith(trace.operator());
    if (!given || trace.number() != null) {
      return "";
    }
    return words.say("rule.name", depth == 0 ? rule(trace, words) : label(trace));
  }

  private static String rule(RuleTrace trace, Words words) {
    return switch (trace.label()) {
      case "buy" -> words.say("rule.buy");
      case "sell" -> words.say("rule.sell");
      default -> capital(label(trace));
    };
  }

  private static String capital(String text) {
    int first = text.isEmpty() ? 0 : Character.charCount(text.codePointAt(0));
    return text.substring(0, first).toUpperCase(Locale.ROOT) + text.substring(first);
  }

  private String sentence(RuleTrace trace) {
    return switch (trace.operator()) {
      case "And", "All" -> words.say("rule.and");
      case "Or", "Any" -> words.say("rule.or");
      case "Not" -> words.say("rule.not");
      default -> isComparison(trace) ? comparison(trace) : plain(trace);
    };
  }

  private String plain(RuleTrace trace) {
    Double number = trace.number();
    if (number != null) {
      return words.say("rule.number", label(trace), Formats.number(number));
    }
    return trace.truth() == null && trace.inputs().isEmpty()
        ? words.say("rule.undefined", label(trace))
        : Plain.line(trace.operator());
  }

  private String comparison(RuleTrace trace) {
    RuleTrace left = trace.inputs().get(0);
    RuleTrace right = trace.inputs().get(1);
    boolean holds = !Boolean.FALSE.equals(trace.truth());
    String verb = words.say("verb." + trace.operator() + (holds ? ".yes" : ".no"));
    String text = words.say("rule.compare", valued(left), verb, valued(right));
    boolean crossing = trace.operator().startsWith("Cross");
    if (crossing && left.before() != null && right.before() != null) {
      text +=
          words.say("rule.before", Formats.number(left.before()), Formats.number(right.before()));
    }
    return text + distance(trace, crossing);
  }

  private String distance(RuleTrace trace, boolean crossing) {
    Double gap = trace.gapPercent();
    if (gap == null || !Double.isFinite(gap) || trace.truth() == null) {
      return "";
    }
    String key = crossing ? "gap.apart" : trace.truth() ? "gap.turning" : "gap.short";
    return words.say(key, Formats.distance(gap));
  }

  private String valued(RuleTrace trace) {
    Double number = trace.number();
    String label = label(trace);
    if (number == null) {
      return label;
    }
    String value = Formats.number(number);
    boolean bare = trace.operator().equals("Constant") || label.equals(value);
    return bare ? value : words.say("rule.valued", label, value);
  }

  private static String label(RuleTrace trace) {
    return Plain.line(trace.label().isBlank() ? trace.operator() : trace.label());
  }
}
