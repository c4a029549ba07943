package openbell.machines.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The work of the queue at one moment, with what it is expected to take.
///
/// @param ready jobs that wait
/// @param dueDelayed delayed jobs whose time has come
/// @param delayed all delayed jobs
/// @param oldestReady age of the oldest job that waits; zero when none
/// @param untilNextDue time until the next delayed job is due; null when none
/// @param waitingSeconds slot-seconds that `ready` and `dueDelayed` are expected to take
/// @param crashed waiting jobs among those looked at whose worker vanished before
/// @param active jobs in the hands of workers
/// @param resting machines that are handed nothing, see {@link Drains}
/// @param deadline the earliest deadline among the waiting jobs looked at; null: none is known
public record Load(
    long ready,
    long dueDelayed,
    long delayed,
    Duration oldestReady,
    @Nullable Duration untilNextDue,
    double waitingSeconds,
    long crashed,
    List<ActiveJob> active,
    Set<String> resting,
    @Nullable Instant deadline) {
  public Load {
    active = List.copyOf(active);
    resting = Set.copyOf(resting);
  }

  /// A job in a worker's hands.
  ///
  /// @param machine whose worker holds it, as its fleet names it
  /// @param elapsed since it was handed out
  /// @param expectedSeconds that it is expected to take in all
  public record ActiveJob(String machine, Duration elapsed, double expectedSeconds) {}

  /// Nothing waits and nothing runs.
  public static Load none() {
    return new Load(0, 0, 0, Duration.ZERO, null, 0, 0, List.of(), Set.of(), null);
  }

  /// Jobs that wait now.
  public long waiting() {
    return ready + dueDelayed;
  }

  public boolean idle() {
    return waiting() == 0 && active.isEmpty();
  }

  /// How many jobs a machine has in hand.
  public long heldBy(String machine) {
    return active.stream().filter(job -> job.machine().equals(machine)).count();
  }
}
