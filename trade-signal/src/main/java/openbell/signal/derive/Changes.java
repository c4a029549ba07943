package openbell.signal.derive;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openbell.model.artifact.RunArtifact;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalAction;
import org.jspecify.annotations.Nullable;

/// Compares the standings of two results, symbol by symbol.
final class Changes {
  private final double weightTolerance;
  private final LocalDate knowable;
  private final List<Signal> found = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /// @param knowable the last session the run may know: bars that end earlier are stale
  Changes(double weightTolerance, LocalDate knowable) {
    this.weightTolerance = weightTolerance;
    this.knowable = knowable;
  }

  List<Signal> found() {
    return found;
  }

  List<String> notes() {
    return notes;
  }

  void compare(Standing now, @Nullable Standing before) {
    boolean stale = now.date().isBefore(knowable);
    if (stale) {
      notes.add(
          "%s has no bar for %s; its last one is of %s."
              .formatted(now.symbol(), knowable, now.date()));
    }
    if (before != null && now.date().isBefore(before.date())) {
      // The newest bars were cut off since: what was decided before them was said, or is outdated.
      return;
    }
    if (now.action().isTrade()) {
      decided(now, before, stale);
    } else if (before != null) {
      silent(now, before, stale);
    }
  }

  private void decided(Standing now, @Nullable Standing before, boolean stale) {
    if (before != null && wasSaidBefore(now, before)) {
      return;
    }
    if (isTooSmall(now)) {
      return;
    }
    if (stale && isBuy(now.action())) {
      notes.add("No buy of %s: its prices are not up to date.".formatted(now.symbol()));
      return;
    }
    found.add(signal(now, now.action(), now.weight(), now.targetWeight()));
  }

  /// An order that waits for its symbol's next bar was in the last report already.
  private boolean wasSaidBefore(Standing now, Standing before) {
    return now.date().equals(before.date())
        && now.action() == before.action()
        && Math.abs(now.targetWeight() - before.targetWeight()) <= weightTolerance;
  }

  /// Entries and exits are always told; a position that only grows or shrinks has to move enough.
  private boolean isTooSmall(Standing now) {
    boolean resize = now.action() == SignalAction.INCREASE || now.action() == SignalAction.REDUCE;
    return resize && Math.abs(now.targetWeight() - now.weight()) <= weightTolerance;
  }

  /// Nothing was decided, and yet the position is not what the last report led to expect: past bars
  /// or the strategy were changed since.
  private void silent(Standing now, Standing before, boolean stale) {
    Optional<Boolean> expected = expectedHeld(before.action());
    boolean held = now.position() != null;
    if (expected.isEmpty() || expected.get() == held) {
      return;
    }
    notes.add(
        "%s is %s, other than the last report said: its past was revised."
            .formatted(now.symbol(), held ? "held" : "not held"));
    if (held && stale) {
      notes.add("No buy of %s: its prices are not up to date.".formatted(now.symbol()));
      return;
    }
    found.add(
        signal(
            now,
            held ? SignalAction.ENTER : SignalAction.EXIT,
            before.weight(),
            held ? now.weight() : 0));
  }

  /// Empty after an entry: it may have been dropped for lack of cash, and nobody is surprised.
  private static Optional<Boolean> expectedHeld(SignalAction before) {
    return switch (before) {
      case HOLD, INCREASE, REDUCE -> Optional.of(true);
      case FLAT, EXIT -> Optional.of(false);
      case ENTER -> Optional.empty();
    };
  }

  private static boolean isBuy(SignalAction action) {
    return action == SignalAction.ENTER || action == SignalAction.INCREASE;
  }

  private static Signal signal(Standing now, SignalAction action, double from, double to) {
    return new Signal(
        now.symbol(),
        now.name(),
        action,
        Figures.ratio(from),
        Figures.ratio(to),
        Figures.price(now.close()),
        Figures.price(Math.abs(now.quantity())),
        now.traces());
  }

  /// The standing of a symbol in an earlier result, or null when it was not in the universe.
  static @Nullable Standing of(@Nullable RunArtifact previous, String symbol) {
    if (previous == null) {
      return null;
    }
    return previous.today().stream()
        .filter(standing -> standing.symbol().equals(symbol))
        .findFirst()
        .orElse(null);
  }
}
