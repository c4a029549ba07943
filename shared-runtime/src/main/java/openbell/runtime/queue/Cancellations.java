package openbell.runtime.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;

/// Takes jobs out of queues, and remembers that it was on purpose.
///
/// A job that is not in its queue any more was either lost with the server's data, and is sent
/// again by whoever answers for it, or cancelled, and must stay away. A note in the queue
/// `<queue>-cancelled`, from which nobody claims, tells the two apart. When the notes are lost too,
/// what was cancelled in the last minutes may come back.
public final class Cancellations {

  /// How long a note is needed: longer than anybody asks after a job.
  static final Duration KEEP = Duration.ofDays(7);

  private static final byte[] NOTHING = {};

  private final JobQueues queues;
  private final InstantSource clock;

  public Cancellations(JobQueues queues, InstantSource clock) {
    this.queues = queues;
    this.clock = clock;
  }

  /// Removes a job that is not done. False when there is none.
  ///
  /// The note comes first: a crash in between leaves a job that still runs, and never one that is
  /// gone without a word.
  public boolean cancel(String queue, String id) {
    Optional<JobView> job =
        queues.named(queue).find(id).filter(view -> view.state() != JobState.DONE);
    if (job.isEmpty()) {
      return false;
    }
    note(queue, job.get());
    boolean cancelled = queues.named(queue).cancel(id);
    if (!cancelled) {
      notes(queue).cancel(id);
    }
    return cancelled;
  }

  /// True when a job was taken out of its queue by {@link #cancel}.
  public boolean cancelled(String queue, String id) {
    return notes(queue).find(id).isPresent();
  }

  private void note(String queue, JobView job) {
    JobQueue notes = notes(queue);
    forgetOldOnes(notes);
    NewJob note = NewJob.of(job.id(), job.owner(), 0, 0, NOTHING);
    if (notes.enqueue(List.of(note)).getFirst() == Enqueued.FULL) {
      throw FailureException.of(
          FailureReason.QUEUE_UNAVAILABLE, "There is no room to note a cancellation.");
    }
  }

  private void forgetOldOnes(JobQueue notes) {
    Instant oldest = clock.instant().minus(KEEP);
    notes.peek(JobState.READY, 0, JobQueue.LARGEST_BATCH).stream()
        .filter(note -> note.enqueued().isBefore(oldest))
        .forEach(note -> notes.cancel(note.id()));
  }

  private JobQueue notes(String queue) {
    return queues.named(queue + "-cancelled");
  }
}
