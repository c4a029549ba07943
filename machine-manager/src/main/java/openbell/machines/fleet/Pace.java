package openbell.machines.fleet;

/// How soon the next look is worth it.
public enum Pace {
  /// Machines start, rest or end: look again in a moment.
  MOVING,
  /// There is work, or there are machines that may be let go.
  WORKING,
  /// Nothing waits or runs, and machines are there.
  RESTING,
  /// No work and no machine: the first job has to wake somebody.
  EMPTY;

  static Pace of(FleetObservation seen, ScalingDecision decision) {
    FleetView fleet = seen.fleet();
    Load load = seen.load();
    boolean moving =
        fleet.machines().stream().anyMatch(machine -> machine.state() != Machine.State.RUNNING);
    if (moving || !(decision instanceof ScalingDecision.Hold)) {
      return MOVING;
    }
    if (load == null || !load.idle()) {
      return WORKING;
    }
    return fleet.machines().isEmpty() ? EMPTY : RESTING;
  }
}
