package openbell.runtime.queue.adapter;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import openbell.model.run.FailureException;
import openbell.runtime.queue.Beat;
import openbell.runtime.queue.Claim;
import openbell.runtime.queue.Enqueued;
import openbell.runtime.queue.Held;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.QueueDepth;
import openbell.runtime.queue.Retention;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Settlement;
import openbell.runtime.queue.Settling;
import openbell.runtime.queue.Turnover;

/// A queue on Redis: one script per transition.
final class RedisJobQueue implements JobQueue {
  /// A wait may be answered this much later than it ends before the connection counts as broken.
  private static final Duration GRACE = Duration.ofSeconds(5);

  /// In ms. Redis 6 may round a wait of one millisecond down to none, which is for ever.
  private static final long SHORTEST_WAIT = 10;

  private final RedisCalls calls;
  private final RedisScripts scripts;
  private final long capacity;
  private final Lines lines;

  /// The connections of a queue.
  ///
  /// @param beats one of its own, so that nothing delays a sign of life
  /// @param waits one of its own, because waiting blocks it
  record Lines(RedisLine calls, RedisLine beats, RedisLine waits) {}

  RedisJobQueue(RedisCalls calls, RedisScripts scripts, long capacity, Lines lines) {
    this.calls = calls;
    this.scripts = scripts;
    this.capacity = capacity;
    this.lines = lines;
  }

  Lines lines() {
    return lines;
  }

  private Response run(RedisScript script, List<?> args) {
    return calls.run(lines.calls, script, args);
  }

  @Override
  public List<Enqueued> enqueue(List<NewJob> jobs) {
    Limits.check(jobs);
    if (jobs.isEmpty()) {
      return List.of();
    }
    List<Object> args = new ArrayList<>(1 + 9 * jobs.size());
    args.add(capacity);
    for (NewJob job : jobs) {
      Collections.addAll(args, job.id(), job.owner(), job.priority(), job.cost());
      Collections.addAll(args, job.delay().toMillis(), job.expiry().toMillis());
      Collections.addAll(args, job.maxFailures(), job.maxCrashes(), job.payload());
    }
    try {
      return RedisAnswers.words(Enqueued.class, run(scripts.enqueue(), args));
    } catch (FailureException e) {
      if (e.getCause() instanceof RedisRefusal refusal && refusal.outOfMemory()) {
        return Collections.nCopies(jobs.size(), Enqueued.FULL);
      }
      throw e;
    }
  }

  @Override
  public Claim claim(String claimId, String worker, int max, Duration lease) {
    return settleAndClaim(List.of(), claimId, worker, max, lease).claim();
  }

  @Override
  public void awaitWork(Duration longest) throws InterruptedException {
    await(calls.keys().inbox(), "RIGHT", calls.keys().staged(), longest);
  }

  /// An element that goes back to its own list wakes all who wait on it, one after the other.
  @Override
  public void awaitResumed(String worker, Duration longest) throws InterruptedException {
    String own = calls.keys().rest(Limits.machineOf(worker));
    await(own, "LEFT", own, longest);
  }

  private void await(String list, String end, String target, Duration longest)
      throws InterruptedException {
    long millis = Math.max(SHORTEST_WAIT, longest.toMillis());
    String seconds = String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    Request wait = Request.cmd(Command.BLMOVE).arg(list).arg(target).arg(end).arg("LEFT");
    try {
      var _ = lines.waits.call(wait.arg(seconds), longest.plus(GRACE));
    } catch (InterruptedException e) {
      lines.waits.reset();
      throw e;
    }
  }

  @Override
  public List<Held> heartbeat(String worker, List<Beat> signs, Duration lease) {
    List<Object> args = new ArrayList<>(1 + 3 * signs.size());
    args.add(lease.toMillis());
    for (Beat sign : signs) {
      Collections.addAll(args, sign.id(), sign.fence(), sign.checkpoint());
    }
    Response answer = calls.run(lines.beats, scripts.heartbeat(), args);
    return RedisAnswers.words(Held.class, answer);
  }

  @Override
  public List<Settled> settleAll(List<Settling> settlings) {
    if (settlings.isEmpty()) {
      return List.of();
    }
    List<Object> args = new ArrayList<>(5 * settlings.size());
    addAll(args, settlings);
    return RedisAnswers.words(Settled.class, run(scripts.settle(), args));
  }

  @Override
  public Turnover settleAndClaim(
      List<Settling> settlings, String claimId, String worker, int max, Duration lease) {
    List<Object> args = new ArrayList<>(4 + 5 * settlings.size());
    Collections.addAll(args, claimId, worker, max, lease.toMillis());
    addAll(args, settlings);
    return RedisAnswers.turnover(run(scripts.turnover(), args));
  }

  private static void addAll(List<Object> args, List<Settling> settlings) {
    for (Settling settling : settlings) {
      Collections.addAll(args, settling.id(), settling.fence());
      switch (settling.settlement()) {
        case Settlement.Done _ -> Collections.addAll(args, "done", 0, "");
        case Settlement.RetryAfter retry ->
            Collections.addAll(
                args, "retry", retry.delay().toMillis(), Limits.text(retry.failure()));
        case Settlement.Postponed postponed ->
            Collections.addAll(
                args, "postpone", postponed.delay().toMillis(), Limits.text(postponed.failure()));
        case Settlement.DeadLetter dead ->
            Collections.addAll(args, "dead", 0, Limits.text(dead.failure()));
        case Settlement.Released released ->
            Collections.addAll(args, "release", 0, released.checkpoint());
      }
    }
  }

  @Override
  public QueueDepth tick(Retention retention) {
    List<Object> args = List.of(retention.age().toMillis(), retention.jobs());
    return RedisAnswers.depth(run(scripts.tick(), args));
  }

  @Override
  public QueueDepth depth() {
    return RedisAnswers.depth(run(scripts.depth(), List.of()));
  }

  @Override
  public void drain(boolean on) {
    var _ = run(scripts.drain(), List.of(on ? 1 : 0));
  }

  @Override
  public boolean replay(String id) {
    return run(scripts.replay(), List.of(id)).toString().equals("1");
  }

  @Override
  public boolean cancel(String id) {
    return run(scripts.cancel(), List.of(id)).toString().equals("1");
  }

  @Override
  public Optional<JobView> find(String id) {
    return RedisAnswers.views(run(scripts.find(), List.of(id))).stream().findFirst();
  }

  @Override
  public List<JobView> peek(JobState state, int from, int limit) {
    String name = state.name().toLowerCase(Locale.ROOT);
    List<Object> args = List.of(name, Math.max(0, from), Math.clamp(limit, 1, LARGEST_BATCH));
    return RedisAnswers.views(run(scripts.peek(), args));
  }

  @Override
  public void rest(String machine, boolean on) {
    Limits.checkMachine(machine);
    var _ = run(scripts.rest(), List.of(machine, on ? 1 : 0, calls.keys().rest(machine)));
  }
}
