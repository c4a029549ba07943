package openbell.machines.fleet;

import java.util.Set;

/// What to do with the fleet, why, and by which arithmetic.
public sealed interface ScalingDecision {

  /// One sentence that stays the same as long as the situation does.
  String reason();

  /// The numbers, e.g. `target 2 = ceil(38 jobs x 1.00 s / (2 slots x 24 s x 0.8)); have 1`.
  String arithmetic();

  /// Leave it as it is.
  record Hold(String reason, String arithmetic) implements ScalingDecision {}

  /// Start machines.
  record Start(int count, String reason, String arithmetic) implements ScalingDecision {}

  /// Let busy machines finish and end.
  record Drain(Set<String> machines, String reason, String arithmetic) implements ScalingDecision {
    public Drain {
      machines = Set.copyOf(machines);
    }
  }

  /// End idle machines.
  record Stop(Set<String> machines, String reason, String arithmetic) implements ScalingDecision {
    public Stop {
      machines = Set.copyOf(machines);
    }
  }
}
