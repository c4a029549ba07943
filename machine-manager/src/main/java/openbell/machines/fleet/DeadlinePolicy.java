package openbell.machines.fleet;

import static openbell.machines.fleet.Machine.State.DRAINING;
import static openbell.machines.fleet.Machine.State.STOPPING;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openbell.machines.fleet.Reckoning.Step;
import openbell.machines.fleet.ScalingDecision.Drain;
import openbell.machines.fleet.ScalingDecision.Hold;
import openbell.machines.fleet.ScalingDecision.Resume;
import openbell.machines.fleet.ScalingDecision.Start;
import openbell.machines.fleet.ScalingDecision.Stop;

/// As many machines as finish the work before its deadline: up at once, down after a quiet time, to
/// zero only when nothing waits, runs or comes soon.
///
/// @param limits bounds that no arithmetic can exceed
/// @param slotsPerMachine jobs that a machine works on at the same time
/// @param finishWithin time in which work without a deadline of its own should be done
/// @param idleGrace how long fewer machines must have been enough before one is let go
public record DeadlinePolicy(
    Limits limits, int slotsPerMachine, Duration finishWithin, Duration idleGrace)
    implements ScalingPolicy {

  /// Share of the time that work may fill; the rest is room for retries.
  private static final double UTILISATION = 0.8;

  /// Doublings of the pause after failed starts; with 10 s at most about 5 minutes.
  private static final int MOST_DOUBLINGS = 5;

  /// @param startPause pause after a failed start; doubles with each further one
  public record Limits(int least, int most, int startsPerRound, Duration startPause) {
    public Limits {
      if (least < 0 || most < 1 || least > most || startsPerRound < 1) {
        throw new IllegalArgumentException(
            "needs 0 <= least <= most, most >= 1 and startsPerRound >= 1");
      }
    }
  }

  @Override
  public String name() {
    return "deadline";
  }

  @Override
  public boolean needed(FleetObservation seen) {
    Load load = seen.load();
    int have = seen.fleet().capacity();
    return load == null || reckon(seen, load).target() >= Math.max(have, 1);
  }

  @Override
  public ScalingDecision decide(FleetObservation seen) {
    int have = seen.fleet().capacity();
    Load load = seen.load();
    if (load == null) {
      return new Hold(
          "The queue did not answer.", new Reckoning(have, have, "have " + have, List.of()));
    }
    Reckoning sum = reckon(seen, load);
    if (sum.target() > have) {
      return up(seen, sum);
    }
    Set<String> drained = drained(seen, load);
    if (!drained.isEmpty()) {
      return new Stop(drained, "They are drained.", sum);
    }
    if (sum.target() < have) {
      return down(seen, load, sum);
    }
    return new Hold(have == 0 ? "There is nothing to do." : "The fleet fits the work.", sum);
  }

  private Reckoning reckon(FleetObservation seen, Load load) {
    int have = seen.fleet().capacity();
    double window = finishWithin.toMillis() / 1e3;
    double seconds = load.waitingSeconds() + left(load);
    double room = slotsPerMachine * window * UTILISATION;
    long forWork = (long) Math.ceil(seconds / room);
    if (!load.idle()) {
      forWork = Math.max(forWork, 1);
    }
    boolean pressed = load.oldestReady().compareTo(finishWithin) > 0;
    long wanted = Math.max(pressed ? have + 1L : forWork, dueSoon(load) ? 1 : 0);
    int target = Math.clamp(wanted, limits.least(), limits.most());
    long jobs = load.waiting() + load.active().size();
    String text =
        String.format(
            Locale.ROOT,
            "target %d = ceil(%.2f s of %d jobs / (%d slots x %.0f s x %.1f)); have %d",
            target,
            seconds,
            jobs,
            slotsPerMachine,
            window,
            UTILISATION,
            have);
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("Jobs that wait or run", Long.toString(jobs), ""));
    return new Reckoning(target, have, text, steps);
  }

  private static double left(Load load) {
    return load.active().stream()
        .mapToDouble(job -> Math.max(job.expectedSeconds() - job.elapsed().toMillis() / 1e3, 0.1))
        .sum();
  }

  /// A delayed job that is due within the grace would only stop a machine to start it again.
  private boolean dueSoon(Load load) {
    Duration next = load.untilNextDue();
    return load.delayed() > 0 && next != null && next.compareTo(idleGrace) <= 0;
  }

  private ScalingDecision up(FleetObservation seen, Reckoning sum) {
    int missing = sum.target() - sum.have();
    List<Machine> resting = seen.fleet().in(DRAINING);
    if (!resting.isEmpty()) {
      return new Resume(
          ids(resting.stream().limit(missing)), "There is work for machines that rest.", sum);
    }
    Instant lastFailure = seen.fleet().lastFailure();
    int failed = seen.fleet().failedStarts();
    if (lastFailure != null && failed > 0) {
      Duration pause = limits.startPause().multipliedBy(1L << Math.min(failed - 1, MOST_DOUBLINGS));
      if (seen.at().isBefore(lastFailure.plus(pause))) {
        return new Hold("Machines end soon after their start; the next try waits.", sum);
      }
    }
    // Stopping machines still occupy their host, so they count against the upper bound.
    int room = limits.most() - seen.fleet().machines().size();
    int count = Math.min(Math.min(missing, limits.startsPerRound()), room);
    if (count < 1) {
      return new Hold("The fleet is as large as it may be.", sum);
    }
    return new Start(count, "There is more work than the fleet can finish in time.", sum);
  }

  private static Set<String> drained(FleetObservation seen, Load load) {
    return ids(
        seen.fleet().in(DRAINING).stream().filter(machine -> load.heldBy(machine.id()) == 0));
  }

  private ScalingDecision down(FleetObservation seen, Load load, Reckoning sum) {
    if (seen.quietFor().compareTo(idleGrace) < 0) {
      return new Hold("Fewer machines would do, but not for long enough yet.", sum);
    }
    int spare = sum.have() - sum.target();
    int step = load.idle() ? spare : Math.min(spare, Math.max(1, sum.have() / 2));
    Stream<Machine> newestFirst =
        seen.fleet().machines().stream()
            .filter(machine -> machine.state().capacity())
            .sorted(
                Comparator.comparingLong((Machine machine) -> load.heldBy(machine.id()))
                    .thenComparing(Machine::started, Comparator.reverseOrder())
                    .thenComparing(Machine::id));
    return new Drain(
        ids(newestFirst.limit(step)),
        load.idle() ? "There is nothing to do." : "Fewer machines are enough.",
        sum);
  }

  private static Set<String> ids(Stream<Machine> machines) {
    return machines
        .filter(machine -> machine.state() != STOPPING)
        .map(Machine::id)
        .collect(Collectors.toSet());
  }
}
