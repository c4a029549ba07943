package openbell.runtime.messaging;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a sender may say about the job that its message becomes. What it does not say, the channel
/// does. The owner is always that of the message: a job of anybody else is dead at first sight.
///
/// @param id two messages with the same id are one job; null: made of the message's type and key
/// @param priority 0 is served first, 9 last
/// @param delay earliest start from now
/// @param cost expected seconds of work, from 1
/// @param expiry end of its use from now: a job not done by then is dead
public record OutgoingJobMetadata(
    @Nullable String id,
    @Nullable Integer priority,
    @Nullable Duration delay,
    @Nullable Integer cost,
    @Nullable Duration expiry) {

  /// Nothing but what the channel says.
  public static OutgoingJobMetadata plain() {
    return new OutgoingJobMetadata(null, null, null, null, null);
  }

  public OutgoingJobMetadata withId(String other) {
    return new OutgoingJobMetadata(other, priority, delay, cost, expiry);
  }

  public OutgoingJobMetadata withPriority(int other) {
    return new OutgoingJobMetadata(id, other, delay, cost, expiry);
  }

  public OutgoingJobMetadata withDelay(Duration other) {
    return new OutgoingJobMetadata(id, priority, other, cost, expiry);
  }

  public OutgoingJobMetadata withCost(int other) {
    return new OutgoingJobMetadata(id, priority, delay, other, expiry);
  }

  public OutgoingJobMetadata withExpiry(Duration other) {
    return new OutgoingJobMetadata(id, priority, delay, cost, other);
  }
}
