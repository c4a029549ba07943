package openbell.signal.guard;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.RunArtifact;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.model.signal.SignalAction;
import openbell.signal.derive.Evidence;
import org.jspecify.annotations.Nullable;

/// From what a symbol was at the session before to what it is today.
///
/// ```
/// before                  today
/// FLAT                    FLAT, ENTER
/// ENTER                   HOLD, INCREASE, REDUCE, EXIT; FLAT when the entry was dropped;
///                         ENTER when it waits for a bar
/// HOLD, INCREASE, REDUCE  HOLD, INCREASE, REDUCE, EXIT
/// EXIT                    FLAT, ENTER; EXIT when it waits for a bar
/// ```
///
/// Anything else is a jump. A jump is legal when the past is not the one that the session before
/// knew, and then it is noted; otherwise it is a fault.
final class Transitions {
  private final List<String> notes = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  private Transitions() {}

  List<String> notes() {
    return notes;
  }

  List<String> faults() {
    return faults;
  }

  static Transitions of(Guard.Case one) {
    Transitions found = new Transitions();
    one.previous().ifPresent(previous -> found.compare(one, previous));
    return found;
  }

  private void compare(Guard.Case one, Evidence previous) {
    RunArtifact now = one.current().result();
    Optional<String> excuse = excuse(one, previous);
    for (Standing today : now.today()) {
      previous.result().today().stream()
          .filter(before -> before.symbol().equals(today.symbol()))
          .filter(before -> isJump(before, today, now))
          .findFirst()
          .ifPresent(before -> jump(one, before, today, excuse));
    }
  }

  private void jump(Guard.Case one, Standing before, Standing today, Optional<String> everywhere) {
    Optional<String> excuse =
        everywhere.or(
            () ->
                sessionsBetween(before.date(), today.date()) > 0
                    ? Optional.of("sessions lie between the two reports")
                    : Optional.empty());
    if (excuse.isEmpty()) {
      faults.add(
          "%s was %s on %s and is %s on %s, and nothing explains that"
              .formatted(
                  today.symbol(), before.action(), before.date(), today.action(), today.date()));
    } else if (!isSaid(one, today.symbol())) {
      notes.add(
          "%s was %s in the last report and is %s now: %s."
              .formatted(
                  today.symbol(), words(before.action()), words(today.action()), excuse.get()));
    }
  }

  private static boolean isSaid(Guard.Case one, String symbol) {
    return one.report().notes().stream().anyMatch(note -> note.startsWith(symbol + " "));
  }

  private static String words(SignalAction action) {
    return switch (action) {
      case FLAT -> "not held";
      case HOLD -> "held";
      case ENTER -> "to be bought";
      case EXIT -> "to be sold";
      case INCREASE -> "to be increased";
      case REDUCE -> "to be reduced";
    };
  }

  static boolean isJump(Standing before, Standing today, RunArtifact result) {
    if (today.date().isBefore(before.date())) {
      // The newest bars were cut off: there is no step forward to be judged.
      return false;
    }
    if (today.date().equals(before.date())) {
      // No bar since. With fills at the close a decision may have become a position.
      return today.action() != before.action();
    }
    return switch (before.action()) {
      case FLAT -> needsPosition(today.action());
      case HOLD, INCREASE, REDUCE -> !needsPosition(today.action());
      case ENTER -> false;
      case EXIT ->
          needsPosition(today.action())
              && today.action() != SignalAction.EXIT
              && !wasSkipped(today, result);
    };
  }

  private static boolean needsPosition(SignalAction action) {
    return switch (action) {
      case HOLD, INCREASE, REDUCE, EXIT -> true;
      case FLAT, ENTER -> false;
    };
  }

  /// A sale whose fee is more than it brings and more than the cash is not made.
  private static boolean wasSkipped(Standing today, RunArtifact result) {
    return result.notes().stream().anyMatch(n -> n.contains("sell of " + today.symbol() + " "));
  }

  /// Why the past may be another one than the session before knew, for all symbols alike.
  private static Optional<String> excuse(Guard.Case one, Evidence previous) {
    RunArtifact before = previous.result();
    RunArtifact now = one.current().result();
    if (!before.configHash().equals(now.configHash())) {
      return Optional.of("the strategy was edited");
    }
    if (!before.engineVersion().equals(now.engineVersion())) {
      return Optional.of("it was computed by another version of the engine");
    }
    if (one.restated()) {
      return Optional.of("its past was restated");
    }
    if (!symbols(before).equals(symbols(now))) {
      return Optional.of("other symbols took part");
    }
    if (before.data().stream().anyMatch(bars -> bars.last().isBefore(before.asOf()))) {
      return Optional.of("prices came late");
    }
    boolean known = keepsInputs(previous.manifest()) && keepsInputs(one.current().manifest());
    return known ? Optional.empty() : Optional.of("it is not known whether its past was restated");
  }

  private static boolean keepsInputs(@Nullable Manifest manifest) {
    return manifest != null && !manifest.inputs().isEmpty();
  }

  private static Set<String> symbols(RunArtifact result) {
    return result.data().stream()
        .map(Manifest.BarsUsed::symbol)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Weekdays strictly between two days; holidays count, which only makes the judgement milder.
  private static int sessionsBetween(LocalDate before, LocalDate today) {
    int days = 0;
    LocalDate day = before.plusDays(1);
    while (day.isBefore(today) && days == 0) {
      DayOfWeek weekday = day.getDayOfWeek();
      days += weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY ? 0 : 1;
      day = day.plusDays(1);
    }
    return days;
  }
}
