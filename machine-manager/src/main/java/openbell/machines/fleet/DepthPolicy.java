package openbell.machines.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.machines.fleet.Reckoning.Step;
import openbell.machines.fleet.ScalingDecision.Hold;
import openbell.machines.fleet.ScalingDecision.Start;
import openbell.machines.fleet.ScalingDecision.Stop;

/// The common rule, for comparison: as many machines as waiting jobs times a coefficient, and all
/// of them are stopped once the queue has been empty for a while.
///
/// It does not see jobs in hand, so it stops machines that have some.
///
/// @param coefficient machines per waiting job
/// @param emptyFor how long the queue must have been empty
public record DepthPolicy(double coefficient, int most, Duration emptyFor)
    implements ScalingPolicy {

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
    int have = seen.fleet().capacity();
    Load load = seen.load();
    if (load == null) {
      return new Hold(
          "The queue did not answer.", new Reckoning(have, have, "have " + have, List.of()));
    }
    Reckoning sum = sum(load.waiting(), have);
    if (sum.target() > have) {
      return new Start(sum.target() - have, "The queue is longer than the fleet.", sum);
    }
    Set<String> all =
        seen.fleet().machines().stream()
            .filter(machine -> machine.state() != Machine.State.STOPPING)
            .map(Machine::id)
            .collect(Collectors.toSet());
    boolean empty = load.waiting() == 0;
    if (empty && !all.isEmpty() && seen.quietFor().compareTo(emptyFor) >= 0) {
      return new Stop(all, "The queue has been empty for long enough.", sum);
    }
    return new Hold(empty ? "The queue is empty." : "The fleet fits the queue.", sum);
  }

  private Reckoning sum(long waiting, int have) {
    int target = (int) Math.min(most, Math.ceil(waiting * coefficient - 1e-9));
    String how =
        String.format(Locale.ROOT, "ceil(%d jobs x %.4f), at most %d", waiting, coefficient, most);
    return new Reckoning(
        target,
        have,
        String.format(Locale.ROOT, "target %d = %s; have %d", target, how, have),
        List.of(
            new Step("Jobs that wait", Long.toString(waiting), ""),
            new Step("Machines needed", Integer.toString(target), how),
            new Step("Machines there", Integer.toString(have), "")));
  }
}
