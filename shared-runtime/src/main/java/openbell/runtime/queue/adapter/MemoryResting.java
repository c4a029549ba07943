package openbell.runtime.queue.adapter;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Machines that are handed nothing, and when they were heard of last.
final class MemoryResting {
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final Map<String, Long> heard = new HashMap<>();

  void set(String machine, boolean on, long now) {
    Limits.checkMachine(machine);
    if (on) {
      heard.put(machine, now);
    } else {
      heard.remove(machine);
    }
  }

  boolean has(String worker) {
    return heard.containsKey(Limits.machineOf(worker));
  }

  /// A worker has claimed.
  void heard(String worker, long now) {
    heard.computeIfPresent(Limits.machineOf(worker), (_, _) -> now);
  }

  void forget(long now) {
    heard.values().removeIf(time -> time < now - DAY);
  }

  Set<String> machines() {
    return heard.keySet();
  }
}
