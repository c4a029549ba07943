package openbell.runtime.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// When jobs that failed in this process come back, by our own clock.
final class Comebacks {
  /// The server's clock may be this much behind when a job is due.
  private static final Duration A_MOMENT = Duration.ofMillis(5);

  /// More than these are noticed with the others, or at the next claim.
  private static final int MOST = 1_000;

  private final List<Long> times = new ArrayList<>();

  synchronized void expect(Duration delay) {
    if (times.size() < MOST) {
      times.add(System.nanoTime() + delay.plus(A_MOMENT).toNanos());
    }
  }

  /// Whether jobs have come back since this was asked last.
  synchronized boolean arrived(long now) {
    return times.removeIf(due -> now - due >= 0);
  }
}
