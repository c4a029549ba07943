package openbell.machines.fleet;

import java.time.Instant;

/// One worker host as the fleet sees it.
///
/// @param since when it came into this state; for a machine that rests, since its start
/// @param started when it was started
/// @param detail for people: process id, log file, address, region
public record Machine(String id, State state, Instant since, Instant started, String detail) {

  /// What a machine is good for.
  public enum State {
    /// Asked for, and not yet known to work. Counts as capacity: it will come.
    STARTING,
    RUNNING,
    /// Is handed nothing new and finishes what it has. May be taken back into service.
    DRAINING,
    /// Was told to end.
    STOPPING,
    /// Takes too long to start, or is in a state that nobody knows. Counts for nothing, costs.
    STUCK;

    public boolean capacity() {
      return this == STARTING || this == RUNNING;
    }
  }

  public Machine draining() {
    return new Machine(id, State.DRAINING, since, started, detail);
  }
}
