package openbell.runtime.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import openbell.model.run.FailureException;

/// Collects entries of the audit log and writes them in batches, so that no request waits for it.
///
/// What is told and not yet written is lost when the process is killed: half a second's worth.
public final class AuditTrail {
  /// Entries that may wait; what does not fit is counted and left out.
  static final int MOST_WAITING = 20_000;

  /// Entries of one statement.
  static final int LARGEST_BATCH = 1_000;

  /// Refusals of strangers that are kept per minute: a flood of guesses must not fill the disk.
  static final int STRANGERS_PER_MINUTE = 600;

  private final Clock clock;
  private final ArrayDeque<AuditEntry> waiting = new ArrayDeque<>();
  private long leftOut;
  private Instant minute = Instant.EPOCH;
  private int strangers;

  public AuditTrail(Clock clock) {
    this.clock = clock;
  }

  /// Notes an entry. Never waits and never fails.
  public synchronized void tell(AuditEntry entry) {
    if (waiting.size() >= MOST_WAITING || isOneStrangerTooMany(entry)) {
      leftOut++;
    } else {
      waiting.add(entry);
    }
  }

  private boolean isOneStrangerTooMany(AuditEntry entry) {
    if (entry.owner() != null) {
      return false;
    }
    Instant now = clock.instant();
    if (!now.isBefore(minute.plus(Duration.ofMinutes(1)))) {
      minute = now;
      strangers = 0;
    }
    strangers++;
    return strangers > STRANGERS_PER_MINUTE;
  }

  /// Writes what waits to `book`. What cannot be written waits on.
  ///
  /// @throws FailureException when the log cannot be written now
  public void flush(AuditBook book) {
    List<AuditEntry> batch = next();
    while (!batch.isEmpty()) {
      try {
        book.write(batch);
      } catch (FailureException e) {
        putBack(batch);
        throw e;
      }
      batch = next();
    }
  }

  /// Whether nothing waits.
  public synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  /// How many entries were left out since this was asked last.
  public synchronized long leftOut() {
    long count = leftOut;
    leftOut = 0;
    return count;
  }

  private synchronized List<AuditEntry> next() {
    List<AuditEntry> batch = new ArrayList<>(Math.min(waiting.size(), LARGEST_BATCH));
    while (batch.size() < LARGEST_BATCH && !waiting.isEmpty()) {
      batch.add(waiting.poll());
    }
    return batch;
  }

  private synchronized void putBack(List<AuditEntry> batch) {
    for (AuditEntry entry : batch.reversed()) {
      waiting.addFirst(entry);
    }
  }
}
