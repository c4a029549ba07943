package openbell.runtime.queue.adapter;

import java.time.Instant;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.Settled;
import org.jspecify.annotations.Nullable;

/// A job of the queue in memory.
final class MemoryJob {
  private static final byte[] NOTHING = {};

  final String id;
  final String owner;
  final int priority;
  final int cost;
  final int maxFailures;
  final int maxCrashes;
  byte[] payload;
  byte[] progress = NOTHING;
  JobState state = JobState.READY;
  String error = "";
  int attempts;
  int failures;
  int crashes;
  int amnesties;
  long fence;
  long leaseMillis;
  long claimed;

  /// When it left or leaves its state: due, lease over, ended; since when it is ready.
  long at;

  /// Its place in the line of its priority.
  long turn;

  /// When it stops being of use; {@link Long#MAX_VALUE} for never.
  long expires;

  final long enqueued;
  String worker = "";
  long lastFence;
  @Nullable Settled lastAnswer;

  MemoryJob(NewJob job, long now) {
    id = job.id();
    owner = job.owner();
    priority = job.priority();
    cost = job.cost();
    enqueued = now;
    expires = job.expiry().isZero() ? Long.MAX_VALUE : now + job.expiry().toMillis();
    maxFailures = job.maxFailures();
    maxCrashes = job.maxCrashes();
    payload = job.payload().clone();
  }

  Leased leased() {
    return new Leased(
        id,
        owner,
        fence,
        attempts,
        failures,
        maxFailures,
        false,
        payload.clone(),
        progress.clone());
  }

  JobView view() {
    return new JobView(
        id,
        owner,
        state,
        priority,
        attempts,
        failures,
        crashes,
        state == JobState.ACTIVE ? worker : "",
        state == JobState.ACTIVE ? Instant.ofEpochMilli(claimed) : null,
        Instant.ofEpochMilli(enqueued),
        Instant.ofEpochMilli(at),
        error,
        payload.clone());
  }

  void lease(long newFence, String holder, long now, long millis) {
    state = JobState.ACTIVE;
    fence = newFence;
    worker = holder;
    attempts++;
    leaseMillis = millis;
    claimed = now;
    at = now + millis;
  }

  void expire(long now) {
    die(now, "EXPIRED: it was not done in time");
  }

  /// New budgets, and all the time in the world: whoever replays a job wants it to run.
  void renew() {
    failures = 0;
    crashes = 0;
    amnesties = 0;
    expires = Long.MAX_VALUE;
  }

  void die(long now, String why) {
    state = JobState.DEAD;
    at = now;
    error = why;
  }

  void done(long now) {
    state = JobState.DONE;
    at = now;
    payload = NOTHING;
  }

  /// Keeps progress; nothing is no news.
  void keep(byte[] checkpoint) {
    progress = checkpoint.length > 0 ? checkpoint.clone() : progress;
  }

  boolean expired(long now) {
    return expires <= now;
  }

  boolean holds(long candidate) {
    return state == JobState.ACTIVE && fence == candidate;
  }
}
