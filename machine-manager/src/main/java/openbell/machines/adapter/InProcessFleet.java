package openbell.machines.adapter;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import openbell.machines.fleet.Fleet;
import openbell.machines.fleet.FleetView;
import openbell.machines.fleet.Machine;

/// The worker that lives in this very process: one machine, always running. There is nothing to
/// start or stop; the policy's bounds for this fleet are one and one.
public final class InProcessFleet implements Fleet {
  private final Machine self;

  /// @param id as the queue calls this process's machine
  public InProcessFleet(String id, Instant started) {
    this.self =
        new Machine(
            id,
            Machine.State.RUNNING,
            started,
            started,
            "in process " + ProcessHandle.current().pid());
  }

  @Override
  public String kind() {
    return "inprocess";
  }

  @Override
  public FleetView view() {
    return FleetView.of(List.of(self));
  }

  @Override
  public List<String> start(int count) {
    return List.of();
  }

  @Override
  public void stop(Set<String> ids) {
    // It ends with the process.
  }
}
