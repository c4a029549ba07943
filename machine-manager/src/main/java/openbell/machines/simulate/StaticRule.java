package openbell.machines.simulate;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.machines.fleet.FleetObservation;
import openbell.machines.fleet.Machine;
import openbell.machines.fleet.Reckoning;
import openbell.machines.fleet.ScalingDecision;
import openbell.machines.fleet.ScalingPolicy;

/// Always the same number of machines.
record StaticRule(int count) implements ScalingPolicy {

  @Override
  public String name() {
    return "static";
  }

  @Override
  public boolean needed(FleetObservation seen) {
    return true;
  }

  @Override
  public ScalingDecision decide(FleetObservation seen) {
    int have = seen.fleet().capacity();
    Reckoning sum = new Reckoning(count, have, "target " + count + "; have " + have, List.of());
    Set<String> stuck =
        seen.fleet().in(Machine.State.STUCK).stream().map(Machine::id).collect(Collectors.toSet());
    if (!stuck.isEmpty()) {
      return new ScalingDecision.Stop(stuck, "They did not come up.", sum);
    }
    return have < count
        ? new ScalingDecision.Start(count - have, "Some are missing.", sum)
        : new ScalingDecision.Hold("All are there.", sum);
  }
}
