package openbell.runtime.queue.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

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

  private final RedisKeys keys;
  private final RedisScripts scripts;
  private final long capacity;
  private final RedisLine calls;
  private final RedisLine beats;
  private final RedisLine waits;

  /// @param beats a connection of its own, so that nothing delays a sign of life
  /// @param waits a connection of its own, because waiting blocks it
  RedisJobQueue(
      RedisScripts scripts, long capacity, RedisLine calls, RedisLine beats, RedisLine waits) {
    this.keys = scripts.keys();
    this.scripts = scripts;
    this.capacity = capacity;
    this.calls = calls;
    this.beats = beats;
    this.waits = waits;
  }

  @Override
  public List<Enqueued> enqueue(List<NewJob> jobs) {
    Limits.check(jobs);
    if (jobs.isEmpty()) {
      return List.of();
    }
    List<Object> args = new ArrayList<>(1 + 7 * jobs.size());
    args.add(capacity);
    for (NewJob job : jobs) {
      Collections.addAll(args, job.id(), job.owner(), job.priority(), job.delay().toMillis());
      Collections.addAll(args, job.maxFailures(), job.maxCrashes(), job.payload());
    }
    try {
      return answers(Enqueued.class, scripts.run(calls, RedisScripts.ENQUEUE, args));
    } catch (FailureException e) {
      if (e.getCause() instanceof RedisRefusal refusal && refusal.outOfMemory()) {
        return Collections.nCopies(jobs.size(), Enqueued.FULL);
      }
      throw e;
    }
  }

  @Override
  public Claim claim(String claimId, String worker, int max, Duration lease) {
    List<Object> args = List.of(claimId, worker, max, lease.toMillis(), LARGEST_PAYLOAD);
    return RedisAnswers.claim(scripts.run(calls, RedisScripts.CLAIM, args));
  }

  @Override
  public void awaitWork(Duration longest) throws InterruptedException {
    String seconds = String.format(Locale.ROOT, "%.3f", Math.max(1, longest.toMillis()) / 1000.0);
    Request wait = Request.cmd(Command.BLMOVE).arg(keys.inbox()).arg(keys.staged());
    try {
      var _ = waits.call(wait.arg("RIGHT").arg("LEFT").arg(seconds), longest.plus(GRACE));
    } catch (InterruptedException e) {
      waits.reset();
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
    return answers(Held.class, scripts.run(beats, RedisScripts.HEARTBEAT, args));
  }

  @Override
  public List<Settled> settleAll(List<Settling> settlings) {
    List<Object> args = new ArrayList<>(5 * settlings.size());
    for (Settling settling : settlings) {
      Collections.addAll(args, settling.id(), settling.fence());
      switch (settling.settlement()) {
        case Settlement.Done _ -> Collections.addAll(args, "done", 0, "");
        case Settlement.RetryAfter retry ->
            Collections.addAll(
                args, "retry", retry.delay().toMillis(), Limits.text(retry.failure()));
        case Settlement.DeadLetter dead ->
            Collections.addAll(args, "dead", 0, Limits.text(dead.failure()));
        case Settlement.Released released ->
            Collections.addAll(args, "release", 0, released.checkpoint());
      }
    }
    return answers(Settled.class, scripts.run(calls, RedisScripts.SETTLE, args));
  }

  @Override
  public Turnover settleAndClaim(
      List<Settling> settlings, String claimId, String worker, int max, Duration lease) {
    return new Turnover(settleAll(settlings), claim(claimId, worker, max, lease));
  }

  @Override
  public void drain(boolean on) {
    throw new UnsupportedOperationException("comes with the scripts");
  }

  @Override
  public QueueDepth tick(Retention retention) {
    List<Object> args = List.of(retention.age().toMillis());
    return RedisAnswers.depth(scripts.run(calls, RedisScripts.TICK, args));
  }

  @Override
  public QueueDepth depth() {
    return RedisAnswers.depth(scripts.run(calls, RedisScripts.DEPTH, List.of()));
  }

  @Override
  public boolean replay(String id) {
    return scripts.run(calls, RedisScripts.REPLAY, List.of(id)).toString().equals("1");
  }

  @Override
  public boolean cancel(String id) {
    return scripts.run(calls, RedisScripts.CANCEL, List.of(id)).toString().equals("1");
  }

  @Override
  public Optional<JobView> find(String id) {
    return RedisAnswers.views(scripts.run(calls, RedisScripts.FIND, List.of(id))).stream()
        .findFirst();
  }

  @Override
  public List<JobView> peek(JobState state, int from, int limit) {
    String name = state.name().toLowerCase(Locale.ROOT);
    List<Object> args = List.of(name, Math.clamp(limit, 1, LARGEST_BATCH));
    return RedisAnswers.views(scripts.run(calls, RedisScripts.PEEK, args));
  }

  private static <E extends Enum<E>> List<E> answers(Class<E> type, Response response) {
    List<E> answers = new ArrayList<>(response.size());
    for (Response one : response) {
      answers.add(Enum.valueOf(type, one.toString(UTF_8)));
    }
    return answers;
  }
}
