package openbell.machines.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What fits where: jobs in hand stay with their machine, and what waits is put beside them.
final class Placement {
  /// Share of the time that work may fill; the rest is room for retries.
  static final double UTILISATION = 0.8;

  /// A job that is over its estimate is not done in no time.
  private static final double SHORTEST_LEFT = 1;

  private final DeadlinePolicy policy;
  private final FleetObservation seen;
  private final Load load;
  private final List<Machine> machines;

  Placement(DeadlinePolicy policy, FleetObservation seen, Load load) {
    this.policy = policy;
    this.seen = seen;
    this.load = load;
    // Machines that are kept anyway are filled first, then those that are up, then the older ones.
    this.machines =
        seen.fleet().machines().stream()
            .filter(machine -> policy.usable(machine, seen.at()))
            .sorted(
                Comparator.comparing((Machine machine) -> !keeps(machine))
                    .thenComparingDouble(this::stillStarting)
                    .thenComparing(Machine::started)
                    .thenComparing(Machine::id))
            .toList();
  }

  /// @param machines how many are needed
  /// @param old how many of them are there
  /// @param oldSeconds slot-seconds that those can take in the time
  /// @param newSeconds slot-seconds that one that is started now can take in the time
  /// @param work slot-seconds to place
  /// @param pointless others would come when all is done
  /// @param perJob whether jobs, not seconds, decided: a job has one slot at most
  record Room(
      int machines,
      int old,
      double oldSeconds,
      double newSeconds,
      double work,
      boolean pointless,
      boolean perJob) {}

  List<Machine> machines() {
    return machines;
  }

  /// Jobs that wait, without those whose worker vanished: they may be poison, and count for one
  /// machine in all.
  long freshJobs() {
    return Math.max(0, load.waiting() - load.crashed());
  }

  double freshSeconds() {
    return load.waiting() == 0 ? 0 : load.waitingSeconds() * freshJobs() / load.waiting();
  }

  /// Time for what waits.
  Duration window() {
    Instant deadline = load.deadline();
    Duration open =
        deadline == null
            ? policy.finishWithin().minus(load.oldestReady())
            : Duration.between(seen.at(), deadline);
    return longer(open, policy.tuning().shortestWindow());
  }

  /// Whether a machine is in the middle of a job that others would wait for.
  boolean keeps(Machine machine) {
    double brief = seconds(policy.tuning().shortestWindow());
    return load.active().stream()
        .anyMatch(job -> job.machine().equals(machine.id()) && left(job) >= brief);
  }

  /// Machines that take `work` slot-seconds of `jobs` jobs from `until` on within `window`.
  Room room(double work, long jobs, Duration until, Duration window) {
    int slots = policy.slotsPerMachine();
    double from = seconds(until);
    double length = seconds(window);
    int old = 0;
    double taken = 0;
    long placed = 0;
    for (Machine machine : machines) {
      boolean enough = taken >= work || placed >= jobs;
      if (enough && !keeps(machine)) {
        break;
      }
      old++;
      taken += free(machine, from, length);
      placed += Math.max(0, slots - (from == 0 ? load.heldBy(machine.id()) : 0));
    }
    double late = Math.max(0, seconds(seen.boot()) - from);
    double shortest = seconds(policy.tuning().shortestWindow());
    double each = slots * Math.max(length - late, shortest) * UTILISATION;
    if (taken >= work || placed >= jobs) {
      return new Room(old, old, taken, each, work, false, taken < work);
    }
    if (from == 0 && old > 0 && doneBeforeBoot(work)) {
      return new Room(old, old, taken, each, work, true, false);
    }
    double bySeconds = Math.ceil((work - taken) / each - 1e-9);
    double byJobs = Math.ceil((double) (jobs - placed) / slots);
    // Not more than anybody can pay, and no overflow.
    int more = (int) Math.min(Math.min(bySeconds, byJobs), 1_000_000);
    return new Room(old + more, old, taken, each, work, false, byJobs < bySeconds);
  }

  /// A machine's free slot-seconds between `from` and `from + length`, both in seconds from now.
  private double free(Machine machine, double from, double length) {
    double late = Math.min(length, Math.max(0, stillStarting(machine) - from));
    double open = length - late;
    double taken = 0;
    for (Load.ActiveJob job : load.active()) {
      if (job.machine().equals(machine.id())) {
        taken += Math.min(Math.max(0, left(job) - from), open);
      }
    }
    return Math.max(0, policy.slotsPerMachine() * open * UTILISATION - taken);
  }

  /// Whether the machines that are there are done before a new one is up.
  private boolean doneBeforeBoot(double work) {
    double all = work + load.active().stream().mapToDouble(Placement::left).sum();
    double starting = machines.stream().mapToDouble(this::stillStarting).max().orElse(0);
    double slots = (double) machines.size() * policy.slotsPerMachine() * UTILISATION;
    return starting + all / slots <= seconds(seen.boot());
  }

  /// When all that waits and runs is done by so many machines; empty: never.
  Optional<Instant> done(int target) {
    if (target < 1) {
      return Optional.empty();
    }
    double boot = seconds(seen.boot());
    double starting = Math.max(0, target - machines.size()) * boot;
    for (Machine machine : machines.subList(0, Math.min(target, machines.size()))) {
      starting += stillStarting(machine);
    }
    double all = load.waitingSeconds();
    double window = seconds(window());
    for (Load.ActiveJob job : load.active()) {
      all += Math.min(left(job), window);
    }
    double shared = (all / policy.slotsPerMachine() + starting) / target;
    double one = load.waiting() == 0 ? 0 : load.waitingSeconds() / load.waiting();
    double seconds = Math.max(shared, one);
    return Optional.of(seen.at().plusMillis((long) Math.min(seconds * 1e3, 1e12)));
  }

  /// Seconds until a machine works, as far as starts usually take.
  private double stillStarting(Machine machine) {
    if (machine.state() != Machine.State.STARTING) {
      return 0;
    }
    Duration age = Duration.between(machine.started(), seen.at());
    return Math.max(0, seconds(seen.boot().minus(age)));
  }

  /// A job that is over its estimate may take as long again as it is over.
  private static double left(Load.ActiveJob job) {
    double difference = job.expectedSeconds() - seconds(job.elapsed());
    return Math.max(Math.abs(difference), SHORTEST_LEFT);
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
