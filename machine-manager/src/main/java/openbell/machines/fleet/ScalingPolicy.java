package openbell.machines.fleet;

/// Judges how many machines the work needs. Pure: the same observation gives the same decision.
public interface ScalingPolicy {

  /// For people and for comparisons: `deadline`, `depth`.
  String name();

  /// Whether the machines that are there are needed now; a quiet time begins when they are not.
  boolean needed(FleetObservation seen);

  ScalingDecision decide(FleetObservation seen);
}
