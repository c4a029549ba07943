package openbell.machines.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/// What will happen, in order of time; at the same moment in the order in which it was planned.
final class VirtualTime {
  private record Planned(Instant at, long order, Runnable action) {}

  private final PriorityQueue<Planned> planned =
      new PriorityQueue<>(Comparator.comparing(Planned::at).thenComparingLong(Planned::order));
  private Instant now;
  private long order;

  VirtualTime(Instant start) {
    now = start;
  }

  Instant now() {
    return now;
  }

  /// Moments that are over happen now.
  void at(Instant moment, Runnable action) {
    planned.add(new Planned(moment.isBefore(now) ? now : moment, order++, action));
  }

  void after(Duration wait, Runnable action) {
    at(now.plus(wait), action);
  }

  /// Lets everything happen that is planned before `end`.
  void run(Instant end) {
    for (Planned next = planned.peek(); next != null; next = planned.peek()) {
      if (!next.at().isBefore(end)) {
        break;
      }
      planned.poll();
      now = next.at();
      next.action().run();
    }
    now = end;
  }
}
