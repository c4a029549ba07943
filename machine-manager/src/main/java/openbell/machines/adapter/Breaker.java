package openbell.machines.adapter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Stops asking a server that has failed several times in a row; one question now and then tells
/// whether it is back.
final class Breaker {
  /// Failures in a row that open it.
  static final int FAILURES = 5;

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final int MOST_DOUBLINGS = 3;

  private final Clock clock;
  private int failures;
  private Instant openUntil = Instant.MIN;

  Breaker(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean open() {
    return clock.instant().isBefore(openUntil);
  }

  synchronized void worked() {
    failures = 0;
    openUntil = Instant.MIN;
  }

  /// From the fifth failure on each one opens it, for longer each time: 10, 20, 40, then 80 s.
  synchronized void failed() {
    failures++;
    if (failures >= FAILURES) {
      int doublings = Math.min(failures - FAILURES, MOST_DOUBLINGS);
      openUntil = clock.instant().plus(FIRST.multipliedBy(1L << doublings));
    }
  }
}
