package openbell.machines.fleet;

import static openbell.machines.fleet.Machine.State.DRAINING;
import static openbell.machines.fleet.Machine.State.STUCK;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openbell.machines.fleet.ScalingDecision.Drain;
import openbell.machines.fleet.ScalingDecision.Hold;
import openbell.machines.fleet.ScalingDecision.Resume;
import openbell.machines.fleet.ScalingDecision.Start;
import openbell.machines.fleet.ScalingDecision.Stop;
import org.jspecify.annotations.Nullable;

/// As many machines as finish the work before its deadline: up at once, down after a quiet time, to
/// zero only when nothing waits, runs or comes soon. {@link DeadlinePlan} counts them.
///
/// @param limits bounds that no arithmetic can exceed
/// @param slotsPerMachine jobs that a machine works on at the same time
/// @param finishWithin time in which work without a deadline of its own should be done
/// @param idleGrace how long fewer machines must have been enough before one is let go
public record DeadlinePolicy(
    Limits limits, int slotsPerMachine, Duration finishWithin, Duration idleGrace, Tuning tuning)
    implements ScalingPolicy {

  /// Doublings of the pause after failed starts; with 10 s at most about 5 minutes.
  private static final int MOST_DOUBLINGS = 5;

  /// With what hardly anybody has to change as it is by default.
  public DeadlinePolicy(
      Limits limits, int slotsPerMachine, Duration finishWithin, Duration idleGrace) {
    this(limits, slotsPerMachine, finishWithin, idleGrace, Tuning.DEFAULT);
  }

  /// @param startPause pause after a failed start; doubles with each further one
  public record Limits(int least, int most, int startsPerRound, Duration startPause) {
    public Limits {
      if (least < 0 || most < 1 || least > most || startsPerRound < 1) {
        throw new IllegalArgumentException(
            "needs 0 <= least <= most, most >= 1 and startsPerRound >= 1");
      }
    }
  }

  /// @param shortestWindow work is never planned into less time than this: what is late already
  /// would ask for any number of machines
  /// @param prewarmLead how long before known work its machines should be up
  /// @param keepBefore how long before known work no machine that it needs is let go
  /// @param coolDown how long a machine is kept after its start, unless the idle grace is shorter
  /// @param startLimit a start that takes longer is lost
  /// @param dailyBudget machine time of a day; null: no limit
  public record Tuning(
      Duration shortestWindow,
      Duration prewarmLead,
      Duration keepBefore,
      Duration coolDown,
      Duration startLimit,
      @Nullable Duration dailyBudget) {

    public static final Tuning DEFAULT =
        new Tuning(
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            null);

    /// The same with a limit for the machine time of a day.
    public Tuning budget(Duration daily) {
      return new Tuning(shortestWindow, prewarmLead, keepBefore, coolDown, startLimit, daily);
    }
  }

  @Override
  public String name() {
    return "deadline";
  }

  @Override
  public boolean needed(FleetObservation seen) {
    Load load = seen.load();
    return load == null || DeadlinePlan.of(this, seen, load).needsAll();
  }

  @Override
  public Optional<Worry> worry(FleetObservation seen) {
    Load load = seen.load();
    return load == null ? Optional.empty() : DeadlinePlan.of(this, seen, load).worry();
  }

  @Override
  public Duration ahead(Duration boot) {
    return boot.plus(tuning.prewarmLead());
  }

  @Override
  public ScalingDecision decide(FleetObservation seen) {
    Load load = seen.load();
    if (load == null) {
      int have = seen.fleet().capacity();
      return new Hold(
          "The queue did not answer.", new Reckoning(have, have, "have " + have, List.of()));
    }
    DeadlinePlan plan = DeadlinePlan.of(this, seen, load);
    Reckoning sum = plan.sum();
    if (sum.target() > sum.have()) {
      return up(seen, load, plan);
    }
    Set<String> drained = ids(free(seen.fleet().in(DRAINING), load));
    if (!drained.isEmpty()) {
      return stop(seen, drained, "They are drained.", sum);
    }
    if (sum.target() < sum.have()) {
      return down(seen, load, plan);
    }
    Set<String> lost = ids(free(plan.lost(), load));
    if (!lost.isEmpty()) {
      return stop(seen, lost, "They do not come up.", sum);
    }
    return new Hold(sum.have() == 0 ? "There is nothing to do." : "The fleet fits the work.", sum);
  }

  private ScalingDecision up(FleetObservation seen, Load load, DeadlinePlan plan) {
    Reckoning sum = plan.sum();
    int missing = sum.target() - sum.have();
    List<Machine> resting = seen.fleet().in(DRAINING);
    if (!resting.isEmpty()) {
      Stream<Machine> oldestFirst =
          resting.stream()
              .sorted(Comparator.comparing(Machine::started).thenComparing(Machine::id));
      return new Resume(
          ids(oldestFirst.limit(missing)), "There is work for machines that rest.", sum);
    }
    if (!seen.fleet().trouble().isEmpty()) {
      return new Hold("The fleet cannot start machines now: " + seen.fleet().trouble(), sum);
    }
    if (pausing(seen)) {
      return new Hold("Machines end soon after their start; the next try waits.", sum);
    }
    // Stopping and lost machines still occupy their host, so they count against the upper bound.
    int room = limits.most() - seen.fleet().machines().size();
    int count = Math.min(Math.min(missing, limits.startsPerRound()), room);
    if (count >= 1) {
      return new Start(count, plan.whyMore(), sum);
    }
    Set<String> lost = ids(free(plan.lost(), load));
    if (!lost.isEmpty()) {
      return new Stop(lost, "They do not come up, and others need their place.", sum);
    }
    return new Hold("The fleet is as large as it may be.", sum);
  }

  private boolean pausing(FleetObservation seen) {
    Instant lastFailure = seen.fleet().lastFailure();
    int failed = seen.fleet().failedStarts();
    if (lastFailure == null || failed < 1) {
      return false;
    }
    Duration pause = limits.startPause().multipliedBy(1L << Math.min(failed - 1, MOST_DOUBLINGS));
    return seen.at().isBefore(lastFailure.plus(pause));
  }

  private ScalingDecision down(FleetObservation seen, Load load, DeadlinePlan plan) {
    Reckoning sum = plan.sum();
    // What the budget does not pay for has no quiet time to wait for.
    if (!plan.overBudget() && seen.quietFor().compareTo(idleGrace) < 0) {
      return new Hold("Fewer machines would do, but not for long enough yet.", sum);
    }
    // Time that is shorter than the shortest window would let go of those who still can help.
    if (plan.late() && !plan.overBudget()) {
      return new Hold("The work is late, and every machine helps.", sum);
    }
    int step = Math.min(sum.have() - sum.target(), Math.max(1, sum.have() / 2));
    Duration kept = idleGrace.compareTo(tuning.coolDown()) < 0 ? idleGrace : tuning.coolDown();
    Stream<Machine> newestFirst =
        plan.spare().stream()
            .filter(machine -> !machine.started().plus(kept).isAfter(seen.at()))
            .sorted(
                Comparator.comparingLong((Machine machine) -> load.heldBy(machine.id()))
                    .thenComparing(Machine::started, Comparator.reverseOrder())
                    .thenComparing(Machine::id));
    Set<String> chosen = ids(newestFirst.limit(step));
    if (chosen.isEmpty()) {
      return new Hold("Fewer machines would do, but those have just been started.", sum);
    }
    String reason = load.idle() ? "There is nothing to do." : "Fewer machines are enough.";
    return new Drain(chosen, plan.overBudget() ? DeadlinePlan.BUDGET : reason, sum);
  }

  private static ScalingDecision stop(
      FleetObservation seen, Set<String> machines, String reason, Reckoning sum) {
    String trouble = seen.fleet().trouble();
    return trouble.isEmpty()
        ? new Stop(machines, reason, sum)
        : new Hold("The fleet cannot stop machines now: " + trouble, sum);
  }

  private static Stream<Machine> free(List<Machine> machines, Load load) {
    return machines.stream().filter(machine -> load.heldBy(machine.id()) == 0);
  }

  /// Whether a machine can be expected to work at all.
  boolean usable(Machine machine, Instant now) {
    boolean lost =
        machine.state() == Machine.State.STARTING
            && machine.since().plus(tuning.startLimit()).isBefore(now);
    return machine.state().capacity() && !lost;
  }

  /// Whether a machine takes too long to start, or is in a state that nobody knows.
  boolean lost(Machine machine, Instant now) {
    return machine.state() == STUCK || (machine.state().capacity() && !usable(machine, now));
  }

  private static Set<String> ids(Stream<Machine> machines) {
    return machines.map(Machine::id).collect(Collectors.toSet());
  }
}
