package openbell.machines.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import openbell.machines.fleet.Placement.Room;

/// How many machines the work needs, step by step: what waits now, what is known to come, what
/// waits too long, and what bounds and budget allow.
final class DeadlinePlan {
  static final String BUDGET = "The machine time of this day is used up.";

  private static final Duration PRESSURE_EVERY = Duration.ofSeconds(15);

  /// Starts that a machine's nearness to known work is measured with, before the last one goes.
  private static final int BOOTS_AHEAD = 3;

  private final DeadlinePolicy policy;
  private final FleetObservation seen;
  private final Load load;
  private final List<Machine> usable;
  private final Placement placement;
  private final PlanWords words = new PlanWords();

  private int wanted;
  private int target;
  private boolean overBudget;
  private boolean late;
  private String whyMore = "There is more work than the fleet can finish in time.";

  private DeadlinePlan(DeadlinePolicy policy, FleetObservation seen, Load load) {
    this.policy = policy;
    this.seen = seen;
    this.load = load;
    this.placement = new Placement(policy, seen, load);
    this.usable = placement.machines();
  }

  static DeadlinePlan of(DeadlinePolicy policy, FleetObservation seen, Load load) {
    DeadlinePlan plan = new DeadlinePlan(policy, seen, load);
    plan.waiting();
    plan.pressure();
    plan.batches();
    plan.zero();
    plan.bounds();
    plan.prediction();
    return plan;
  }

  Reckoning sum() {
    int have = usable.size();
    return words.reckoning(target, have, seen.fleet());
  }

  boolean needsAll() {
    return target >= Math.max(usable.size(), 1);
  }

  boolean overBudget() {
    return overBudget;
  }

  /// Whether what waits will not be done by its deadline, as far as anybody can tell.
  boolean late() {
    return late;
  }

  String whyMore() {
    return whyMore;
  }

  /// Machines that nothing needs to stay: those in the middle of a long job are kept.
  List<Machine> spare() {
    return usable.stream().filter(machine -> !placement.keeps(machine)).toList();
  }

  List<Machine> lost() {
    return seen.fleet().machines().stream().filter(m -> policy.lost(m, seen.at())).toList();
  }

  /// What the operators should know.
  Optional<ScalingPolicy.Worry> worry() {
    if (overBudget) {
      return worry(BUDGET, "Work waits until tomorrow, or for a higher budget.");
    }
    if (late) {
      return wanted > target
          ? worry("The deadline cannot be met with as many machines as there may be.")
          : worry("The deadline cannot be met: there is too little time left.");
    }
    return wanted > policy.limits().most() && load.waiting() > 0
        ? worry("More machines than there may be would be right.")
        : Optional.empty();
  }

  private Optional<ScalingPolicy.Worry> worry(String what) {
    return worry(what, words.prediction());
  }

  private static Optional<ScalingPolicy.Worry> worry(String what, String detail) {
    return Optional.of(new ScalingPolicy.Worry(what, detail));
  }

  /// Work that waits now must fit into the time until its deadline, beside what is in hand.
  private void waiting() {
    Duration window = placement.window();
    words.waiting(load, placement.freshSeconds(), window, due(), policy.finishWithin());
    Room room =
        placement.room(placement.freshSeconds(), placement.freshJobs(), Duration.ZERO, window);
    wanted = room.machines();
    words.room(room, window, policy.slotsPerMachine(), seen.boot());
    if (!load.idle() && wanted == 0) {
      wanted = 1;
      words.add("At least", "1", "while anything waits or runs");
    }
  }

  private Instant due() {
    Instant deadline = load.deadline();
    return deadline == null
        ? seen.at().plus(policy.finishWithin()).minus(load.oldestReady())
        : deadline;
  }

  /// The estimate may be wrong: a job that waits too long asks for one machine more, once per
  /// start. Jobs whose worker vanished do not.
  private void pressure() {
    boolean tooLong =
        load.oldestReady().compareTo(policy.finishWithin()) > 0 && !due().isAfter(seen.at());
    if (!tooLong || placement.freshJobs() < 1) {
      return;
    }
    Duration rest = Placement.longer(seen.boot(), PRESSURE_EVERY);
    boolean justStarted =
        usable.stream().anyMatch(machine -> machine.started().plus(rest).isAfter(seen.at()));
    int asked = usable.size() + (justStarted ? 0 : 1);
    if (asked > wanted) {
      wanted = asked;
      whyMore = "A job waits too long, whatever the estimate says.";
      words.pressure(load.oldestReady(), asked);
    }
  }

  /// Machines for known work are up before it comes, and those it needs do not go shortly before.
  private void batches() {
    Duration lead = policy.ahead(seen.boot());
    for (ExpectedWork batch : seen.expected()) {
      Duration until = Duration.between(seen.at(), batch.at());
      boolean near = until.compareTo(lead) <= 0;
      if (!near && until.compareTo(policy.tuning().keepBefore()) > 0) {
        continue;
      }
      Duration window =
          Placement.longer(
              Duration.between(batch.at(), batch.deadline()), policy.tuning().shortestWindow());
      int needs = placement.room(seconds(batch, until), jobs(batch), until, window).machines();
      int asked = near ? needs : Math.min(needs, usable.size());
      words.batch(batch, needs, near ? 0 : usable.size());
      if (asked > wanted) {
        wanted = asked;
        whyMore = "Known work comes soon.";
      }
    }
  }

  /// What must be done between a batch's time and its deadline: all that comes and ends in there,
  /// and what is left of the work that waits now.
  private double seconds(ExpectedWork batch, Duration until) {
    double seconds = within(batch).stream().mapToDouble(ExpectedWork::seconds).sum();
    double open = Placement.seconds(placement.window());
    double before = Placement.seconds(until);
    return seconds + placement.freshSeconds() * Math.max(0, 1 - before / open);
  }

  private long jobs(ExpectedWork batch) {
    return within(batch).stream().mapToLong(ExpectedWork::jobs).sum() + placement.freshJobs();
  }

  private List<ExpectedWork> within(ExpectedWork batch) {
    List<ExpectedWork> all = new ArrayList<>();
    for (ExpectedWork other : seen.expected()) {
      if (!other.at().isBefore(batch.at()) && !other.deadline().isAfter(batch.deadline())) {
        all.add(other);
      }
    }
    return all;
  }

  /// The last machine is not stopped to start it again soon.
  private void zero() {
    if (wanted > 0 || usable.isEmpty()) {
      return;
    }
    Duration boots = seen.boot().multipliedBy(BOOTS_AHEAD);
    Duration ahead = Placement.longer(policy.idleGrace(), boots);
    Optional<Duration> next =
        seen.expected().stream()
            .map(batch -> Duration.between(seen.at(), batch.at()))
            .min(Comparator.naturalOrder());
    Duration retry = load.untilNextDue();
    if (load.delayed() > 0 && retry != null && next.map(n -> retry.compareTo(n) < 0).orElse(true)) {
      next = Optional.of(retry);
    }
    if (next.isPresent() && next.get().compareTo(ahead) <= 0) {
      wanted = 1;
      words.add("Kept", "1", "work is due in " + next.get().toSeconds() + " s");
    }
  }

  private void bounds() {
    DeadlinePolicy.Limits limits = policy.limits();
    target = Math.clamp(wanted, limits.least(), limits.most());
    words.bounds(wanted, limits);
    Duration budget = policy.tuning().dailyBudget();
    if (budget == null) {
      return;
    }
    Duration left = budget.minus(seen.used());
    long paid = Math.max(0, left.dividedBy(Placement.longer(policy.finishWithin(), seen.boot())));
    overBudget = target > paid;
    target = (int) Math.min(target, paid);
    words.budget(seen.used(), budget, paid);
  }

  private void prediction() {
    if (load.waiting() == 0) {
      return;
    }
    Optional<Instant> done = placement.done(target);
    late =
        load.deadline() != null
            && placement.freshJobs() > 0
            && done.map(at -> at.isAfter(due())).orElse(true);
    words.prediction(done, due(), late);
  }
}
