package openbell.machines.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A fleet at one moment. Machines that have ended are not in it.
///
/// @param failedStarts starts in a row that failed, or machines that ended soon after their start
/// @param lastFailure when the last of them did; null when none
/// @param trouble why nothing can be started or stopped for now; empty when all is well
public record FleetView(
    List<Machine> machines, int failedStarts, @Nullable Instant lastFailure, String trouble) {
  public FleetView {
    machines = List.copyOf(machines);
  }

  public static FleetView of(List<Machine> machines) {
    return new FleetView(machines, 0, null, "");
  }

  public int capacity() {
    return (int) machines.stream().filter(machine -> machine.state().capacity()).count();
  }

  public List<Machine> in(Machine.State state) {
    return machines.stream().filter(machine -> machine.state() == state).toList();
  }

  /// The same, with those that are handed nothing shown as draining.
  FleetView resting(Set<String> ids) {
    List<Machine> shown =
        machines.stream()
            .map(m -> m.state().capacity() && ids.contains(m.id()) ? m.draining() : m)
            .toList();
    return new FleetView(shown, failedStarts, lastFailure, trouble);
  }
}
