package openbell.model.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import openbell.model.signal.RuleTerms.Past;
import org.jspecify.annotations.Nullable;

/// Rules about the recent past of one signal: streaks and windows.
final class PastAnswers {
  /// One run of equal answers. Null is undefined.
  private record Run(@Nullable Boolean answer, int bars) {}

  private PastAnswers() {}

  /// Null as well when what is printed contradicts the input or does not reach far enough.
  static @Nullable Boolean judge(RuleTrace node) {
    RuleTerms terms = node.terms();
    Past past = terms == null ? null : terms.past();
    if (past == null || node.inputs().size() != 1) {
      return null;
    }
    List<Run> newestFirst = runs(past.answers());
    if (newestFirst.isEmpty() || !agrees(newestFirst, node.inputs().getFirst())) {
      // What cannot be must not pass as "undefined".
      return node.truth() == null ? Boolean.FALSE : null;
    }
    return switch (node.operator()) {
      case "Any" -> window(newestFirst, past.least(), true);
      case "All" -> window(newestFirst, past.least(), false);
      default -> streak(newestFirst, past);
    };
  }

  private static @Nullable Boolean window(List<Run> newestFirst, int bars, boolean wanted) {
    int seen = 0;
    boolean undefined = false;
    for (Run run : newestFirst) {
      if (Objects.equals(run.answer(), wanted)) {
        return wanted;
      }
      undefined |= run.answer() == null;
      seen += run.bars();
      if (seen >= bars) {
        return undefined ? null : !wanted;
      }
    }
    return null;
  }

  private static @Nullable Boolean streak(List<Run> newestFirst, Past past) {
    Run newest = newestFirst.getFirst();
    if (newest.answer() == null) {
      return null;
    }
    boolean counted = newest.answer().equals(past.condition());
    int bars = counted ? newest.bars() : 0;
    Integer most = past.most();
    return bars >= past.least() && (most == null || bars <= most);
  }

  /// The newest answers are those of the input itself.
  private static boolean agrees(List<Run> newestFirst, RuleTrace input) {
    Run newest = newestFirst.getFirst();
    if (!Objects.equals(newest.answer(), input.truth())) {
      return false;
    }
    if (newest.bars() > 1) {
      return Objects.equals(newest.answer(), input.truthBefore());
    }
    return newestFirst.size() < 2
        || Objects.equals(newestFirst.get(1).answer(), input.truthBefore());
  }

  /// Empty when it cannot be read.
  private static List<Run> runs(String answers) {
    List<Run> runs = new ArrayList<>();
    int at = 0;
    while (at < answers.length()) {
      int end = at + 1;
      while (end < answers.length() && Character.isDigit(answers.charAt(end))) {
        end++;
      }
      if (end == at + 1 || end - at > 6) {
        return List.of();
      }
      Boolean answer =
          switch (answers.charAt(at)) {
            case 't' -> Boolean.TRUE;
            case 'f' -> Boolean.FALSE;
            default -> null;
          };
      runs.addFirst(new Run(answer, Integer.parseInt(answers, at + 1, end, 10)));
      at = end;
    }
    return runs;
  }
}
