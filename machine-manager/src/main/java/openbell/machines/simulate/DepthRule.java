package openbell.machines.simulate;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.machines.fleet.FleetObservation;
import openbell.machines.fleet.Load;
import openbell.machines.fleet.Machine;
import openbell.machines.fleet.Reckoning;
import openbell.machines.fleet.ScalingDecision;
import openbell.machines.fleet.ScalingPolicy;

/// The common rule: so many machines for each job that waits, and none after the queue was empty
/// for a while. It does not see what runs.
///
/// @param perJob machines for each job that waits
/// @param most machines
record DepthRule(double perJob, int most) implements ScalingPolicy {
  private static final Duration EMPTY_FOR = Duration.ofMinutes(5);

  @Override
  public String name() {
    return "depth";
  }

  @Override
  public boolean needed(FleetObservation seen) {
    Load load = seen.load();
    return load == null || load.waiting() > 0;
  }

  @Override
  public ScalingDecision decide(FleetObservation seen) {
    Load load = seen.load();
    int have = seen.fleet().capacity();
    long waiting = load == null ? 0 : load.waiting();
    int target = (int) Math.min(most, (long) Math.ceil(waiting * perJob));
    Reckoning sum =
        new Reckoning(
            target,
            have,
            String.format(
                Locale.ROOT, "target %d = ceil(%d x %.3f); have %d", target, waiting, perJob, have),
            List.of());
    if (target > have) {
      return new ScalingDecision.Start(target - have, "The queue is long.", sum);
    }
    if (waiting == 0 && seen.quietFor().compareTo(EMPTY_FOR) >= 0) {
      Set<String> all =
          seen.fleet().machines().stream()
              .filter(machine -> machine.state() != Machine.State.STOPPING)
              .map(Machine::id)
              .collect(Collectors.toSet());
      if (!all.isEmpty()) {
        return new ScalingDecision.Stop(all, "The queue was empty for 5 minutes.", sum);
      }
    }
    return new ScalingDecision.Hold("Nothing to change.", sum);
  }
}
