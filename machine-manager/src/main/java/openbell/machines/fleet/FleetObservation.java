package openbell.machines.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was seen before a decision.
///
/// @param load null when the queue did not answer: then nobody scales
/// @param fleet with machines that rest shown as draining
/// @param expected work that the schedules will ask for, soonest first
/// @param boot how long a machine takes until its first job
/// @param used machine time of this day
/// @param enoughSince since when fewer machines than the present ones would have been enough
public record FleetObservation(
    Instant at,
    @Nullable Load load,
    FleetView fleet,
    List<ExpectedWork> expected,
    Duration boot,
    Duration used,
    Instant enoughSince) {
  public FleetObservation {
    expected = List.copyOf(expected);
  }

  public Duration quietFor() {
    return Duration.between(enoughSince, at);
  }

  FleetObservation enoughSince(Instant since) {
    return new FleetObservation(at, load, fleet, expected, boot, used, since);
  }
}
