package openbell.machines.fleet;

import java.time.Duration;
import java.util.Optional;

/// Judges how many machines the work needs. Pure: the same observation gives the same decision.
public interface ScalingPolicy {

  /// For people and for comparisons: `deadline`, `depth`.
  String name();

  /// Whether the machines that are there are needed now; a quiet time begins when they are not.
  boolean needed(FleetObservation seen);

  ScalingDecision decide(FleetObservation seen);

  /// What the operators should be told beside the decision: that bound, budget or time does not
  /// suffice.
  default Optional<Worry> worry(FleetObservation seen) {
    return Optional.empty();
  }

  /// How long before known work its machines are started.
  ///
  /// @param boot how long a machine takes to start
  default Duration ahead(Duration boot) {
    return boot;
  }

  /// @param what one sentence that stays the same as long as the situation does
  /// @param detail its numbers
  record Worry(String what, String detail) {}
}
