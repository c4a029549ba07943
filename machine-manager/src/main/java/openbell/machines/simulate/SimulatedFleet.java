package openbell.machines.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import openbell.machines.fleet.Fleet;
import openbell.machines.fleet.FleetView;
import openbell.machines.fleet.JobTimes;
import openbell.machines.fleet.Machine;
import openbell.machines.fleet.Machine.State;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import org.jspecify.annotations.Nullable;

/// Machines behind an API that is slow, limited and sometimes fails; each machine works on what
/// the queue hands it.
final class SimulatedFleet implements Fleet {
  /// Starts go to machines that exist, each with a limit of its own; this is our limit for all.
  private static final Duration BETWEEN_STARTS = Duration.ofMillis(200);

  private static final Duration TO_END = Duration.ofSeconds(1);

  /// After that long without a beat a job is handed out again.
  private static final Duration LEASE = Duration.ofSeconds(30);

  private static final int MOST_CRASHES = 3;
  private static final int REGIONS = 3;

  private final VirtualTime time;
  private final SimulatedQueue queue;
  private final JobTimes times;
  private final Setting setting;
  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final List<Host> all = new ArrayList<>();
  private final List<Double> boots = new ArrayList<>();
  private Instant nextStart;
  private int failedStarts;
  private @Nullable Instant lastFailure;
  private long calls;
  private long errors;
  private int killed;
  private int mostAtOnce;

  /// What a day is made of.
  record Setting(Scenario scenario, Way way, MachineType type, Chance chance) {}

  SimulatedFleet(VirtualTime time, SimulatedQueue queue, JobTimes times, Setting setting) {
    this.time = time;
    this.queue = queue;
    this.times = times;
    this.setting = setting;
    this.nextStart = time.now();
    queue.whenSomebodyMayTake(this::offer);
  }

  @Override
  public String kind() {
    return "simulated";
  }

  @Override
  public FleetView view() {
    call();
    List<Machine> seen = hosts.values().stream().map(host -> host.seen(time.now())).toList();
    return new FleetView(seen, failedStarts, lastFailure, "");
  }

  @Override
  public List<String> start(int count) {
    List<String> started = new ArrayList<>();
    int room = setting.scenario().most() - hosts.size();
    for (int i = 0; i < Math.min(count, room); i++) {
      if (hasPlace()) {
        failedStarts = 0;
        started.add(startOne());
      } else {
        failedStarts++;
        lastFailure = time.now();
      }
    }
    mostAtOnce = Math.max(mostAtOnce, hosts.size());
    return started;
  }

  @Override
  public void stop(Set<String> ids) {
    for (String id : ids.stream().sorted().toList()) {
      Host host = hosts.get(id);
      if (host != null && host.state != State.STOPPING) {
        call();
        host.become(State.STOPPING, time.now());
        Duration left = host.jobs.isEmpty() ? TO_END : setting.way().grace();
        time.after(left, () -> kill(host));
      }
    }
  }

  /// A start that finds no capacity tries other regions.
  private boolean hasPlace() {
    double full = setting.scenario().faults().fullShare(time.now());
    for (int region = 0; region < REGIONS; region++) {
      call();
      if (!setting.chance().happens(full, "full", calls)) {
        return true;
      }
    }
    return false;
  }

  private String startOne() {
    int number = all.size();
    nextStart = nextStart.isBefore(time.now()) ? time.now() : nextStart;
    Host host = new Host("m" + number, nextStart);
    nextStart = nextStart.plus(BETWEEN_STARTS);
    hosts.put(host.id, host);
    all.add(host);
    Faults faults = setting.scenario().faults();
    Chance chance = setting.chance();
    if (!chance.happens(faults.stuck(), "stuck", number)) {
      double boot = chance.skewed(faults.bootMedian(), faults.bootP95(), "boot", number);
      time.at(host.started.plus(millis(boot)), () -> up(host, boot));
    }
    if (faults.hoursToCrash() > 0) {
      double life = chance.wait(faults.hoursToCrash() * 3_600, "crash", number);
      time.at(host.started.plus(millis(life)), () -> vanish(host));
    }
    return host.id;
  }

  private void call() {
    calls++;
    Faults faults = setting.scenario().faults();
    if (faults.isAway(time.now()) || setting.chance().happens(faults.errors(), "5xx", calls)) {
      errors++;
      throw FailureException.of(FailureReason.PROVIDER_BUSY, "the API of the fleet failed");
    }
  }

  private void up(Host host, double boot) {
    if (host.state == State.STARTING && host.ended == null) {
      host.become(State.RUNNING, time.now());
      boots.add(boot);
      fill(host);
    }
  }

  private void offer() {
    for (Host host : List.copyOf(hosts.values())) {
      if (queue.waiting() == 0) {
        return;
      }
      fill(host);
    }
  }

  private void fill(Host host) {
    while (host.state == State.RUNNING
        && host.ended == null
        && host.jobs.size() < setting.type().slots()) {
      Job job = queue.take(host.id);
      if (job == null) {
        return;
      }
      host.jobs.add(job);
      int attempt = job.attempt;
      double busy = job.arrival.seconds() / setting.type().speed();
      time.after(millis(busy), () -> finish(host, job, attempt, millis(busy)));
    }
  }

  private void finish(Host host, Job job, int attempt, Duration busy) {
    if (job.attempt != attempt) {
      return;
    }
    if (job.arrival.poison()) {
      vanish(host);
      return;
    }
    host.jobs.remove(job);
    queue.done(job);
    times.learn(job.arrival.owner(), job.arrival.portfolio(), busy);
    if (host.state == State.STOPPING && host.jobs.isEmpty()) {
      end(host);
    }
    fill(host);
  }

  private void kill(Host host) {
    if (host.ended == null) {
      killed += host.jobs.size();
      vanish(host);
    }
  }

  /// The machine is gone with all that it had in hand.
  private void vanish(Host host) {
    if (host.ended != null) {
      return;
    }
    for (Job job : host.jobs) {
      queue.drop(job);
      job.putAside = setting.way().leases() && job.crashes >= MOST_CRASHES;
      if (setting.way().leases() && !job.putAside) {
        time.after(LEASE, () -> queue.give(job));
      }
    }
    host.jobs.clear();
    end(host);
  }

  private void end(Host host) {
    host.ended = time.now();
    hosts.remove(host.id);
    queue.forget(host.id);
  }

  private static Duration millis(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1e3));
  }

  boolean empty() {
    return hosts.isEmpty();
  }

  int size() {
    return hosts.size();
  }

  double secondsBetween(Instant from, Instant until) {
    return all.stream().mapToDouble(host -> host.seconds(from, until)).sum();
  }

  List<Double> boots() {
    return boots;
  }

  Counts counts() {
    return new Counts(calls, errors, killed, mostAtOnce, all.size());
  }

  /// @param calls requests to the API
  /// @param errors those that failed
  /// @param killed jobs in the hands of machines that were made to end
  /// @param most machines at the same time
  record Counts(long calls, long errors, int killed, int most, int starts) {}
}
