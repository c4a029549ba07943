package openbell.machines.fleet;

import java.time.Duration;
import java.time.Instant;
import openbell.runtime.queue.QueueDepth;
import org.jspecify.annotations.Nullable;

/// What was seen before a decision.
///
/// @param depth null when the queue did not answer: then nobody scales
/// @param neededUntil the last moment at which at least the present machines were needed
public record FleetObservation(
    Instant at, @Nullable QueueDepth depth, FleetView fleet, Instant neededUntil) {

  Duration quietFor() {
    return Duration.between(neededUntil, at);
  }
}
