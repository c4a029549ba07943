package openbell.runtime.queue.adapter;

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

  /// When it left or leaves its state: due, lease over, ended; the arrival of a ready job.
  long at;

  long arrival;
  long lastFence;
  @Nullable Settled lastAnswer;

  MemoryJob(NewJob job) {
    id = job.id();
    owner = job.owner();
    priority = job.priority();
    maxFailures = job.maxFailures();
    maxCrashes = job.maxCrashes();
    payload = job.payload().clone();
  }

  Leased leased() {
    return new Leased(
        id, fence, attempts, failures, maxFailures, false, payload.clone(), progress.clone());
  }

  JobView view() {
    return new JobView(id, owner, state, attempts, failures, crashes, error, payload.clone());
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

  boolean holds(long candidate) {
    return state == JobState.ACTIVE && fence == candidate;
  }
}
