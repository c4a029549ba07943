package openbell.machines.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How machines and their API behave.
///
/// @param bootMedian seconds from the request to the first job
/// @param bootP95 the same, of one start in twenty longer
/// @param stuck share of starts that never come up
/// @param errors share of API calls that end with a 5xx
/// @param hoursToCrash mean time until a machine vanishes; 0: never
/// @param away when the API answers nobody
/// @param full when a start is refused for lack of capacity, and how often
public record Faults(
    double bootMedian,
    double bootP95,
    double stuck,
    double errors,
    double hoursToCrash,
    List<Window> away,
    List<Window> full) {

  /// @param share of requests that meet it
  public record Window(Instant from, Instant until, double share) {
    boolean holds(Instant at) {
      return !at.isBefore(from) && at.isBefore(until);
    }
  }

  public Faults {
    away = List.copyOf(away);
    full = List.copyOf(full);
    if (!(bootMedian > 0) || bootP95 < bootMedian) {
      throw new IllegalArgumentException("a start takes longer than 0 s, and its p95 not less");
    }
  }

  /// A small virtual machine with a JVM on a day without incident: a start in a hundred gets stuck,
  /// a call in two hundred fails.
  public static Faults usual() {
    return new Faults(4, 8, 0.01, 0.005, 0, List.of(), List.of());
  }

  Faults withApiAway(Instant from, Duration length) {
    return new Faults(
        bootMedian,
        bootP95,
        stuck,
        errors,
        hoursToCrash,
        List.of(new Window(from, from.plus(length), 1)),
        full);
  }

  Faults withoutCapacity(Instant from, Duration length, double share) {
    return new Faults(
        bootMedian,
        bootP95,
        stuck,
        errors,
        hoursToCrash,
        away,
        List.of(new Window(from, from.plus(length), share)));
  }

  Faults crashing(double hours) {
    return new Faults(bootMedian, bootP95, stuck, errors, hours, away, full);
  }

  boolean isAway(Instant at) {
    return away.stream().anyMatch(window -> window.holds(at));
  }

  double fullShare(Instant at) {
    return full.stream().filter(w -> w.holds(at)).mapToDouble(Window::share).max().orElse(0);
  }
}
