package openbell.machines.fleet;

import java.util.Set;

/// What to do with the fleet, why, and by which arithmetic.
public sealed interface ScalingDecision {

  /// One sentence that stays the same as long as the situation does.
  String reason();

  Reckoning reckoning();

  /// Leave it as it is.
  record Hold(String reason, Reckoning reckoning) implements ScalingDecision {}

  /// Start machines.
  record Start(int count, String reason, Reckoning reckoning) implements ScalingDecision {}

  /// Take machines that rest back into service, which is quicker than to start others.
  record Resume(Set<String> machines, String reason, Reckoning reckoning)
      implements ScalingDecision {
    public Resume {
      machines = Set.copyOf(machines);
    }
  }

  /// Hand these machines nothing more. Once they hold nothing they are stopped.
  record Drain(Set<String> machines, String reason, Reckoning reckoning)
      implements ScalingDecision {
    public Drain {
      machines = Set.copyOf(machines);
    }
  }

  /// End machines that rest and hold nothing.
  record Stop(Set<String> machines, String reason, Reckoning reckoning) implements ScalingDecision {
    public Stop {
      machines = Set.copyOf(machines);
    }
  }
}
