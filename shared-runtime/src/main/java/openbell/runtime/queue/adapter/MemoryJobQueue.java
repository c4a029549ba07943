package openbell.runtime.queue.adapter;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import openbell.runtime.queue.Beat;
import openbell.runtime.queue.Claim;
import openbell.runtime.queue.Enqueued;
import openbell.runtime.queue.Held;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.QueueDepth;
import openbell.runtime.queue.Retention;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Settlement;
import openbell.runtime.queue.Settling;
import openbell.runtime.queue.Turnover;

/// The queue's rules, plainly: one map and one lock. The model that the others are checked against.
final class MemoryJobQueue implements JobQueue {
  private final InstantSource clock;
  private final long capacity;
  private final MemoryJobs jobs = new MemoryJobs();
  private final FairTurns turns = new FairTurns();
  private final Map<String, LastClaim> claims = new HashMap<>();
  private final MemoryResting resting = new MemoryResting();
  private final MemoryUpkeep upkeep;
  private boolean draining;
  private long lastFence;

  private record LastClaim(String claimId, List<Leased> leases) {}

  MemoryJobQueue(InstantSource clock, long capacity) {
    this.clock = clock;
    this.capacity = capacity;
    this.upkeep = new MemoryUpkeep(jobs, clock.millis(), this::ready);
  }

  @Override
  public synchronized List<Enqueued> enqueue(List<NewJob> newJobs) {
    Limits.check(newJobs);
    return newJobs.stream().map(this::enqueue).toList();
  }

  private Enqueued enqueue(NewJob job) {
    if (jobs.get(job.id()) != null) {
      return Enqueued.DUPLICATE;
    }
    if (jobs.count(JobState.READY) + jobs.count(JobState.DELAYED) >= capacity) {
      return Enqueued.FULL;
    }
    MemoryJob made = new MemoryJob(job, clock.millis());
    jobs.put(made);
    delay(made, job.delay());
    return Enqueued.NEW;
  }

  private void delay(MemoryJob job, Duration delay) {
    if (delay.isZero()) {
      ready(job);
    } else {
      job.state = JobState.DELAYED;
      job.at = clock.millis() + delay.toMillis();
    }
  }

  private void ready(MemoryJob job) {
    job.state = JobState.READY;
    job.at = clock.millis();
    job.turn = turns.start(job);
    notifyAll();
  }

  @Override
  public synchronized Claim claim(String claimId, String worker, int max, Duration lease) {
    LastClaim last = claims.get(worker);
    if (last != null && last.claimId.equals(claimId)) {
      return answer(worker, last.leases.stream().filter(this::stillHeld).map(this::again).toList());
    }
    upkeep.run(clock.millis());
    resting.heard(worker, clock.millis());
    boolean gives = !draining && !resting.has(worker);
    List<Leased> leases = gives ? handOut(worker, max, lease) : List.of();
    if (!leases.isEmpty()) {
      claims.put(worker, new LastClaim(claimId, leases));
    }
    if (jobs.count(JobState.READY) == 0) {
      turns.forget();
    }
    return answer(worker, leases);
  }

  private boolean stillHeld(Leased lease) {
    return holds(lease.id(), lease.fence()) == Held.OK;
  }

  private Leased again(Leased lease) {
    return Objects.requireNonNull(jobs.get(lease.id())).leased();
  }

  private List<Leased> handOut(String worker, int max, Duration lease) {
    List<Leased> leases = new ArrayList<>();
    for (MemoryJob job : jobs.inTurn()) {
      if (leases.size() == max) {
        break;
      }
      if (job.expired(clock.millis())) {
        job.expire(clock.millis());
        continue;
      }
      lastFence = Math.max(lastFence + 1, clock.millis() * 1_000);
      job.lease(lastFence, worker, clock.millis(), lease.toMillis());
      turns.served(job);
      leases.add(job.leased());
    }
    return leases;
  }

  private Claim answer(String worker, List<Leased> leases) {
    Duration due =
        jobs.timed()
            .map(job -> Duration.ofMillis(Math.max(0, job.at - clock.millis())))
            .min(Comparator.naturalOrder())
            .orElse(null);
    return new Claim(leases, due, draining, resting.has(worker));
  }

  // May return too early, as its contract allows.
  @SuppressWarnings("WaitNotInLoop")
  @Override
  public synchronized void awaitWork(Duration longest) throws InterruptedException {
    if (draining || jobs.count(JobState.READY) == 0) {
      wait(Math.max(1, longest.toMillis()));
    }
  }

  @SuppressWarnings("WaitNotInLoop")
  @Override
  public synchronized void awaitResumed(String worker, Duration longest)
      throws InterruptedException {
    if (resting.has(worker)) {
      wait(Math.max(1, longest.toMillis()));
    }
  }

  @Override
  public synchronized List<Held> heartbeat(String worker, List<Beat> beats, Duration lease) {
    return beats.stream().map(beat -> extend(beat, lease)).toList();
  }

  private Held extend(Beat beat, Duration lease) {
    Held held = holds(beat.id(), beat.fence());
    MemoryJob job = jobs.get(beat.id());
    if (held != Held.OK || job == null) {
      return held;
    }
    if (job.expired(clock.millis())) {
      job.expire(clock.millis());
      return Held.STALE;
    }
    job.at = clock.millis() + lease.toMillis();
    job.keep(beat.checkpoint());
    return Held.OK;
  }

  private Held holds(String id, long fence) {
    MemoryJob job = jobs.get(id);
    if (job == null) {
      return Held.GONE;
    }
    return job.holds(fence) ? Held.OK : Held.STALE;
  }

  @Override
  public synchronized List<Settled> settleAll(List<Settling> settlings) {
    return settlings.stream().map(this::settleOne).toList();
  }

  private Settled settleOne(Settling settling) {
    MemoryJob job = jobs.get(settling.id());
    if (job == null) {
      return Settled.GONE;
    }
    if (job.lastFence == settling.fence() && job.lastAnswer != null) {
      return job.lastAnswer;
    }
    if (!job.holds(settling.fence())) {
      return Settled.STALE;
    }
    job.lastFence = settling.fence();
    job.lastAnswer = finish(job, settling.settlement());
    return job.lastAnswer;
  }

  private Settled finish(MemoryJob job, Settlement settlement) {
    switch (settlement) {
      case Settlement.Done _ -> job.done(clock.millis());
      case Settlement.DeadLetter dead -> job.die(clock.millis(), Limits.text(dead.failure()));
      case Settlement.Released released -> {
        job.keep(released.checkpoint());
        ready(job);
      }
      case Settlement.Postponed postponed -> {
        job.error = Limits.text(postponed.failure());
        delay(job, postponed.delay());
      }
      case Settlement.RetryAfter retry -> {
        job.error = Limits.text(retry.failure());
        if (++job.failures > job.maxFailures) {
          job.die(clock.millis(), job.error);
          return Settled.DEAD;
        }
        delay(job, retry.delay());
      }
    }
    return Settled.OK;
  }

  @Override
  public synchronized Turnover settleAndClaim(
      List<Settling> settlings, String claimId, String worker, int max, Duration lease) {
    return new Turnover(settleAll(settlings), claim(claimId, worker, max, lease));
  }

  @Override
  public synchronized QueueDepth tick(Retention retention) {
    upkeep.run(clock.millis());
    long before = clock.millis() - retention.age().toMillis();
    jobs.due(JobState.DONE, before, Long.MAX_VALUE).forEach(jobs::remove);
    long over = jobs.count(JobState.DONE) - retention.jobs();
    jobs.byTime(JobState.DONE).stream().limit(Math.max(0, over)).forEach(jobs::remove);
    resting.forget(clock.millis());
    return depth();
  }

  @Override
  public synchronized QueueDepth depth() {
    return jobs.depth(clock.millis(), draining, resting.machines(), upkeep.mishaps());
  }

  @Override
  public synchronized boolean replay(String id) {
    MemoryJob job = jobs.get(id);
    if (job == null || job.state != JobState.DEAD) {
      return false;
    }
    job.renew();
    ready(job);
    return true;
  }

  @Override
  public synchronized boolean cancel(String id) {
    MemoryJob job = jobs.get(id);
    if (job == null || job.state == JobState.DONE) {
      return false;
    }
    jobs.remove(job);
    return true;
  }

  @Override
  public synchronized Optional<JobView> find(String id) {
    return Optional.ofNullable(jobs.get(id)).map(MemoryJob::view);
  }

  @Override
  public synchronized List<JobView> peek(JobState state, int from, int limit) {
    List<MemoryJob> found = state == JobState.READY ? jobs.inTurn() : jobs.byTime(state);
    return found.stream()
        .skip(Math.max(0, from))
        .limit(Math.clamp(limit, 1, LARGEST_BATCH))
        .map(MemoryJob::view)
        .toList();
  }

  @Override
  public synchronized void drain(boolean on) {
    draining = on;
    notifyAll();
  }

  @Override
  public synchronized void rest(String machine, boolean on) {
    resting.set(machine, on, clock.millis());
    notifyAll();
  }
}
