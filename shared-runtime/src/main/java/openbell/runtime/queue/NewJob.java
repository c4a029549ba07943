package openbell.runtime.queue;

import java.time.Duration;

/// A job to be queued.
///
/// @param id two jobs with the same id are one job, in every state and as long as it is retained
/// @param owner whose job it is: owners of the same priority share the workers fairly
/// @param priority 0 is served before 1, 1 before 2; at most 9
/// @param cost expected seconds of work, from 1 to {@link #HIGHEST_COST}; 1 when unknown. An owner
/// whose jobs cost twice as much gets half as many of them served
/// @param delay earliest start from now; zero for at once
/// @param expiry end of its use from now: a job not done by then is dead; zero for never
/// @param payload opaque bytes, at most {@link JobQueue#LARGEST_PAYLOAD}
public record NewJob(
    String id,
    String owner,
    int priority,
    int cost,
    Duration delay,
    Duration expiry,
    int maxFailures,
    int maxCrashes,
    byte[] payload) {

  /// A day of work.
  public static final int HIGHEST_COST = 86_400;

  /// A job of unknown cost that may start at once and never expires.
  public static NewJob of(String id, String owner, int maxFailures, int maxCrashes, byte[] body) {
    return new NewJob(id, owner, 1, 1, Duration.ZERO, Duration.ZERO, maxFailures, maxCrashes, body);
  }

  public NewJob withPriority(int other) {
    return new NewJob(id, owner, other, cost, delay, expiry, maxFailures, maxCrashes, payload);
  }

  public NewJob withCost(int other) {
    return new NewJob(id, owner, priority, other, delay, expiry, maxFailures, maxCrashes, payload);
  }

  public NewJob withDelay(Duration other) {
    return new NewJob(id, owner, priority, cost, other, expiry, maxFailures, maxCrashes, payload);
  }

  public NewJob withExpiry(Duration other) {
    return new NewJob(id, owner, priority, cost, delay, other, maxFailures, maxCrashes, payload);
  }
}
