package openbell.notification.deliver;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import openbell.model.run.FailureException;
import org.jspecify.annotations.Nullable;

/// Writes the ends of many attempts down in few transactions: whoever comes first writes for all
/// who came meanwhile. Nobody waits for others to come.
final class Settler {
  private static final int MOST_AT_ONCE = 256;

  private final SendLedger ledger;
  private final Clock clock;
  private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock pen = new ReentrantLock();

  Settler(SendLedger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /// Returns when it is committed.
  ///
  /// @throws FailureException when the database does not answer; the row stays `SENDING` then
  void settle(Settlement settlement) {
    Waiting mine = new Waiting(settlement);
    queue.add(mine);
    pen.lock();
    try {
      while (!mine.done) {
        write();
      }
    } finally {
      pen.unlock();
    }
    if (mine.failure != null) {
      throw new FailureException(mine.failure.failure(), mine.failure);
    }
  }

  private void write() {
    List<Waiting> batch = new ArrayList<>();
    for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
      batch.add(next);
      if (batch.size() == MOST_AT_ONCE) {
        break;
      }
    }
    try {
      ledger.settle(batch.stream().map(one -> one.settlement).toList(), clock.instant());
    } catch (FailureException e) {
      batch.forEach(one -> one.failure = e);
    } finally {
      batch.forEach(one -> one.done = true);
    }
  }

  /// Read and written under the pen only.
  private static final class Waiting {
    private final Settlement settlement;
    private boolean done;
    private @Nullable FailureException failure;

    Waiting(Settlement settlement) {
      this.settlement = settlement;
    }
  }
}
