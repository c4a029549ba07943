package openbell.machines.fleet;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A fleet at one moment.
///
/// @param failedStarts machines in a row that ended by themselves soon after their start
/// @param lastFailure when the last of them did; null when none
public record FleetView(List<Machine> machines, int failedStarts, @Nullable Instant lastFailure) {
  public FleetView {
    machines = List.copyOf(machines);
  }

  public static FleetView of(List<Machine> machines) {
    return new FleetView(machines, 0, null);
  }

  public int capacity() {
    return (int) machines.stream().filter(machine -> machine.state().capacity()).count();
  }
}
