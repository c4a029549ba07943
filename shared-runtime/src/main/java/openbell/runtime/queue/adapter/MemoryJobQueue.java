package openbell.runtime.queue.adapter;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Settlement;
import openbell.runtime.queue.Settling;
import org.jspecify.annotations.Nullable;

/// The queue's rules, plainly: one map and one lock. Passes the same contract as Redis.
final class MemoryJobQueue implements JobQueue {
  private static final int MOST_AMNESTIES = 2;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Comparator<MemoryJob> TURN =
      Comparator.<MemoryJob>comparingInt(job -> job.priority).thenComparingLong(job -> job.arrival);

  private final InstantSource clock;
  private final long capacity;
  private final Map<String, MemoryJob> jobs = new LinkedHashMap<>();
  private final Map<String, LastClaim> claims = new HashMap<>();
  private long arrivals;
  private long lastFence;
  private long touched;

  private record LastClaim(String claimId, List<Leased> leases) {}

  MemoryJobQueue(InstantSource clock, long capacity) {
    this.clock = clock;
    this.capacity = capacity;
    this.touched = clock.millis();
  }

  @Override
  public synchronized List<Enqueued> enqueue(List<NewJob> newJobs) {
    Limits.check(newJobs);
    return newJobs.stream().map(this::enqueue).toList();
  }

  private Enqueued enqueue(NewJob job) {
    if (jobs.containsKey(job.id())) {
      return Enqueued.DUPLICATE;
    }
    if (count(JobState.READY) + count(JobState.DELAYED) >= capacity) {
      return Enqueued.FULL;
    }
    MemoryJob made = new MemoryJob(job);
    jobs.put(job.id(), made);
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
    job.arrival = arrivals++;
    notifyAll();
  }

  @Override
  public synchronized Claim claim(String claimId, String worker, int max, Duration lease) {
    LastClaim last = claims.get(worker);
    if (last != null && last.claimId.equals(claimId) && !last.leases.isEmpty()) {
      List<Leased> still =
          last.leases.stream()
              .filter(one -> holds(one.id(), one.fence()) == Held.OK)
              .map(one -> Objects.requireNonNull(jobs.get(one.id())).leased())
              .toList();
      return new Claim(still, untilNextDue());
    }
    upkeep();
    List<Leased> leases = new ArrayList<>();
    List<MemoryJob> ready =
        jobs.values().stream().filter(in(JobState.READY)).sorted(TURN).limit(max).toList();
    for (MemoryJob job : ready) {
      lastFence = Math.max(lastFence + 1, clock.millis() * 1_000);
      job.state = JobState.ACTIVE;
      job.fence = lastFence;
      job.attempts++;
      job.leaseMillis = lease.toMillis();
      job.at = clock.millis() + lease.toMillis();
      leases.add(job.leased());
    }
    if (!leases.isEmpty()) {
      claims.put(worker, new LastClaim(claimId, leases));
    }
    return new Claim(leases, untilNextDue());
  }

  private void upkeep() {
    long now = clock.millis();
    long silence = now - touched;
    touched = now;
    oldestFirst(in(JobState.DELAYED).and(due(now))).limit(100).forEach(this::ready);
    oldestFirst(in(JobState.ACTIVE).and(due(now)))
        .limit(silence > 1_000 ? 1_000 : 100)
        .forEach(job -> reap(job, now, silence));
  }

  private void reap(MemoryJob job, long now, long silence) {
    if (job.at < now - DAY.toMillis()) {
      job.die(now, "STALE_REVIEW: its lease ran out more than a day ago");
    } else if (silence > job.leaseMillis && job.amnesties < MOST_AMNESTIES) {
      job.amnesties++;
      ready(job);
    } else if (++job.crashes > job.maxCrashes) {
      job.die(now, "CRASHED: its lease ran out " + job.crashes + " times");
    } else {
      ready(job);
    }
  }

  private @Nullable Duration untilNextDue() {
    return jobs.values().stream()
        .filter(in(JobState.DELAYED).or(in(JobState.ACTIVE)))
        .map(job -> Duration.ofMillis(Math.max(0, job.at - clock.millis())))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  // May return too early, as its contract allows.
  @SuppressWarnings("WaitNotInLoop")
  @Override
  public synchronized void awaitWork(Duration longest) throws InterruptedException {
    if (count(JobState.READY) == 0) {
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
    if (held == Held.OK && job != null) {
      job.at = clock.millis() + lease.toMillis();
      job.keep(beat.checkpoint());
    }
    return held;
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
  public synchronized QueueDepth tick(Duration keepDone) {
    upkeep();
    long now = clock.millis();
    jobs.values().removeIf(in(JobState.DONE).and(due(now - keepDone.toMillis())));
    return depth();
  }

  @Override
  public synchronized QueueDepth depth() {
    long now = clock.millis();
    return new QueueDepth(
        count(JobState.READY),
        count(JobState.ACTIVE),
        count(JobState.DELAYED),
        jobs.values().stream().filter(in(JobState.DELAYED).and(due(now))).count(),
        count(JobState.DEAD),
        Duration.ofMillis(
            oldestFirst(in(JobState.READY)).mapToLong(job -> now - job.at).findFirst().orElse(0)),
        oldestFirst(in(JobState.DELAYED))
            .map(job -> Duration.ofMillis(Math.max(0, job.at - now)))
            .findFirst()
            .orElse(null));
  }

  @Override
  public synchronized boolean replay(String id) {
    MemoryJob job = jobs.get(id);
    if (job == null || job.state != JobState.DEAD) {
      return false;
    }
    job.failures = 0;
    job.crashes = 0;
    job.amnesties = 0;
    ready(job);
    return true;
  }

  @Override
  public synchronized boolean cancel(String id) {
    MemoryJob job = jobs.get(id);
    return job != null && job.state != JobState.DONE && jobs.remove(id, job);
  }

  @Override
  public synchronized Optional<JobView> find(String id) {
    return Optional.ofNullable(jobs.get(id)).map(MemoryJob::view);
  }

  @Override
  public synchronized List<JobView> peek(JobState state, int limit) {
    var found =
        state == JobState.READY
            ? jobs.values().stream().filter(in(state)).sorted(TURN)
            : oldestFirst(in(state));
    return found.limit(Math.clamp(limit, 1, LARGEST_BATCH)).map(MemoryJob::view).toList();
  }

  private Stream<MemoryJob> oldestFirst(Predicate<MemoryJob> which) {
    return new ArrayList<>(jobs.values())
        .stream()
            .filter(which)
            .sorted(
                Comparator.<MemoryJob>comparingLong(job -> job.at).thenComparing(job -> job.id));
  }

  private long count(JobState state) {
    return jobs.values().stream().filter(in(state)).count();
  }

  private static Predicate<MemoryJob> in(JobState state) {
    return job -> job.state == state;
  }

  private static Predicate<MemoryJob> due(long now) {
    return job -> job.at <= now;
  }
}
