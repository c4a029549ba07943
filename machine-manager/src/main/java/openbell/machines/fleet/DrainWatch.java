package openbell.machines.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Notices machines that rest and still do not finish what they have. They stay: no job is killed.
final class DrainWatch {
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private final Map<String, Instant> since = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  /// The ids of machines that have rested for longer than twice the time of their longest job, each
  /// once.
  List<String> late(FleetObservation seen) {
    Load load = seen.load();
    List<Machine> resting = seen.fleet().in(Machine.State.DRAINING);
    List<String> ids = resting.stream().map(Machine::id).toList();
    since.keySet().retainAll(ids);
    told.retainAll(ids);
    List<String> late = new ArrayList<>();
    for (String id : ids) {
      Instant from = since.computeIfAbsent(id, _ -> seen.at());
      boolean over = load != null && from.plus(limit(load, id)).isBefore(seen.at());
      if (over && told.add(id)) {
        late.add(id);
      }
    }
    return late;
  }

  private static Duration limit(Load load, String machine) {
    double longest =
        load.active().stream()
            .filter(job -> job.machine().equals(machine))
            .mapToDouble(Load.ActiveJob::expectedSeconds)
            .max()
            .orElse(0);
    double seconds = Math.min(longest * 2, Placement.seconds(LONGEST));
    Duration twice = Duration.ofMillis((long) (seconds * 1e3));
    return Placement.longer(twice, SHORTEST);
  }
}
