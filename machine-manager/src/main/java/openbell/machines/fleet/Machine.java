package openbell.machines.fleet;

import java.time.Instant;

/// One worker host as the fleet sees it.
///
/// @param since when it came into this state
/// @param detail for people: process id, log file, address
public record Machine(String id, State state, Instant since, String detail) {

  /// What a machine is good for.
  public enum State {
    /// Asked for, and not yet known to work. Counts as capacity: it will come.
    STARTING,
    RUNNING,
    /// Finishes what it has and takes nothing new.
    DRAINING;

    public boolean capacity() {
      return this != DRAINING;
    }
  }
}
