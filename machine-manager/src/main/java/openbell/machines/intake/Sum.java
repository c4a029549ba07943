package openbell.machines.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The arithmetic of a decision, step by step, for people.
///
/// @param needed machines that the work needs
/// @param have machines that there are
/// @param steps in the order in which they are computed
public record Sum(int needed, int have, List<Step> steps) {
  private static final Pattern FORM =
      Pattern.compile(
          "target (?<target>\\d+) = ceil\\((?<jobs>\\d+) jobs x (?<each>[\\d.]+) s"
              + " / \\((?<slots>\\d+) slots x (?<window>\\d+) s x (?<share>[\\d.]+)\\)\\)"
              + "(, one more because a job waited (?<waited>\\d+) s)?"
              + "(, (?<wanted>\\d+) held to (?<least>\\d+)\\.\\.(?<most>\\d+))?"
              + "; have (?<have>\\d+)"
              + "(; quiet for (?<quiet>-?\\d+) s of (?<grace>\\d+) s)?"
              + "(; (?<failed>\\d+) failed starts, pause (?<pause>\\d+) s)?");

  /// @param how the multiplication behind `value`; empty when it was counted
  public record Step(String what, String value, String how) {}

  /// Empty when the text has another form: then it is shown as it is.
  static Optional<Sum> of(String arithmetic) {
    Matcher found = FORM.matcher(arithmetic);
    return found.matches() ? Optional.of(of(found)) : Optional.empty();
  }

  private static Sum of(Matcher in) {
    List<Step> steps = new ArrayList<>();
    int jobs = number(in, "jobs");
    int slots = number(in, "slots");
    int window = number(in, "window");
    double each = Double.parseDouble(in.group("each"));
    double share = Double.parseDouble(in.group("share"));
    double work = jobs * each;
    double room = slots * window * share;
    steps.add(new Step("Jobs that wait or run", Integer.toString(jobs), ""));
    steps.add(new Step("Work in them", seconds(work), jobs + " × " + seconds(each) + " each"));
    steps.add(
        new Step(
            "What one machine does in time",
            seconds(room),
            "%d at once × %d s × %.0f %%, the rest is room for retries"
                .formatted(slots, window, share * 100)));
    steps.add(
        new Step(
            "So the work needs",
            machines((int) Math.ceil(work / room)),
            "%s ÷ %s, rounded up".formatted(seconds(work), seconds(room))));
    corrections(in, steps);
    steps.add(new Step("There are", machines(number(in, "have")), ""));
    afterwards(in, steps);
    return new Sum(number(in, "target"), number(in, "have"), List.copyOf(steps));
  }

  private static void corrections(Matcher in, List<Step> steps) {
    String target = machines(number(in, "target"));
    if (in.group("waited") != null) {
      steps.add(
          new Step(
              "One more than there are",
              in.group("wanted") == null ? target : machines(number(in, "wanted")),
              "a job has waited for " + in.group("waited") + " s"));
    }
    if (in.group("wanted") != null) {
      steps.add(
          new Step(
              "Held to the limits",
              target,
              "at least %s, at most %s".formatted(in.group("least"), in.group("most"))));
    }
  }

  private static void afterwards(Matcher in, List<Step> steps) {
    if (in.group("quiet") != null) {
      steps.add(
          new Step(
              "Fewer have been enough for",
              in.group("quiet") + " s",
              "machines are stopped after " + in.group("grace") + " s"));
    }
    if (in.group("failed") != null) {
      steps.add(
          new Step(
              "Starts that failed",
              in.group("failed"),
              "the next try waits " + in.group("pause") + " s"));
    }
  }

  private static int number(Matcher in, String group) {
    return Integer.parseInt(in.group(group));
  }

  private static String machines(int count) {
    return count == 1 ? "1 machine" : count + " machines";
  }

  private static String seconds(double value) {
    String text = String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.1f", value);
    return text + " s";
  }
}
