package openbell.machines.simulate;

import java.time.Duration;
import openbell.machines.fleet.ScalingPolicy;

/// A way to run a fleet: its policy, and how it treats workers.
///
/// @param grace how long a machine that is told to end may finish what it has
/// @param leases true: a job whose worker vanishes is handed out again; false: it is lost, as with
/// a list that is popped
/// @param forecast true: the policy is told what the schedules will ask for
/// @param earlier added to the boot time that the policy is told, so that it starts sooner
public record Way(
    String name,
    PolicyFor policy,
    Duration grace,
    boolean leases,
    boolean forecast,
    Duration earlier) {

  /// Makes the policy for a machine type and a bound.
  public interface PolicyFor {
    ScalingPolicy of(MachineType type, int most, Duration within);
  }
}
