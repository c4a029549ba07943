package openbell.worker.run;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import openbell.runtime.messaging.Idleness;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.QueueDepth;

/// Judges when a worker that nobody stops should end by itself.
///
/// A job that comes in the same moment is not lost: a worker that ends gives back what it holds,
/// and
/// others are woken.
public final class IdleEnd {
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

  private final Duration after;
  private final Supplier<Optional<Idleness>> idleness;
  private final JobQueue queue;

  /// @param after how long nothing must have been in hand
  /// @param idleness of the channel that takes the jobs; empty while it is not open
  /// @param queue where the jobs come from
  public IdleEnd(Duration after, Supplier<Optional<Idleness>> idleness, JobQueue queue) {
    this.after = after;
    this.idleness = idleness;
    this.queue = queue;
  }

  /// Whether to end now. Asks the queue only when nothing was in hand for long enough.
  ///
  /// @throws openbell.model.run.FailureException when the queue does not answer
  public boolean reached() {
    return idleness
        .get()
        .filter(idle -> idle.lasting().compareTo(after) >= 0)
        .filter(idle -> idle.resting() || nothingIsReady())
        .isPresent();
  }

  /// What is ready is for others to do, or soon in hand.
  private boolean nothingIsReady() {
    QueueDepth depth = queue.depth();
    return depth.ready() == 0 && depth.dueDelayed() == 0;
  }

  /// How long to wait before {@link #reached} is asked again.
  public Duration pause() {
    Duration idle = idleness.get().map(Idleness::lasting).orElse(Duration.ZERO);
    Duration left = after.minus(idle);
    // After the time is reached and something was ready: not more often than a worker waits.
    Duration pause = left.isPositive() ? left : after;
    return pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
  }
}
