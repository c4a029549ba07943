package openbell.machines.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import openbell.machines.fleet.Drains;
import openbell.machines.fleet.JobTimes;
import openbell.machines.fleet.Load;
import openbell.machines.fleet.WorkReading;
import org.jspecify.annotations.Nullable;

/// Hands jobs out in the order in which they came, and nothing to machines that rest.
final class SimulatedQueue implements WorkReading, Drains {
  private final VirtualTime time;
  private final JobTimes times;
  private final Deque<Job> ready = new ArrayDeque<>();
  private final Set<Job> active = new LinkedHashSet<>();
  private final Set<String> resting = new HashSet<>();
  private Runnable somebodyMayTake = () -> {};

  SimulatedQueue(VirtualTime time, JobTimes times) {
    this.time = time;
    this.times = times;
  }

  void whenSomebodyMayTake(Runnable action) {
    somebodyMayTake = action;
  }

  void give(Job job) {
    job.waitsSince = time.now();
    ready.addLast(job);
    somebodyMayTake.run();
  }

  @Nullable Job take(String machine) {
    if (ready.isEmpty() || resting.contains(machine)) {
      return null;
    }
    Job job = ready.removeFirst();
    job.attempt++;
    job.machine = machine;
    job.waitsSince = time.now();
    active.add(job);
    return job;
  }

  void done(Job job) {
    active.remove(job);
    job.done = time.now();
  }

  /// Its worker is gone.
  void drop(Job job) {
    active.remove(job);
    job.attempt++;
    job.crashes++;
    job.machine = null;
  }

  int waiting() {
    return ready.size();
  }

  int running() {
    return active.size();
  }

  void forget(String machine) {
    resting.remove(machine);
  }

  @Override
  public void rest(Set<String> machines) {
    resting.addAll(machines);
  }

  @Override
  public void resume(Set<String> machines) {
    resting.removeAll(machines);
    somebodyMayTake.run();
  }

  @Override
  public Load read() {
    Instant now = time.now();
    double seconds = 0;
    long crashed = 0;
    Instant deadline = null;
    Duration oldest = Duration.ZERO;
    for (Job job : ready) {
      seconds += expected(job);
      crashed += job.crashes > 0 ? 1 : 0;
      Instant own = job.arrival.deadline();
      deadline = deadline == null || (own != null && own.isBefore(deadline)) ? own : deadline;
      Duration age = Duration.between(job.waitsSince, now);
      oldest = age.compareTo(oldest) > 0 ? age : oldest;
    }
    return new Load(
        ready.size(), 0, 0, oldest, null, seconds, crashed, held(now), resting, deadline);
  }

  private List<Load.ActiveJob> held(Instant now) {
    List<Load.ActiveJob> held = new ArrayList<>(active.size());
    for (Job job : active) {
      held.add(
          new Load.ActiveJob(
              String.valueOf(job.machine), Duration.between(job.waitsSince, now), expected(job)));
    }
    return held;
  }

  private double expected(Job job) {
    return times.expected(job.arrival.owner(), job.arrival.portfolio());
  }
}
