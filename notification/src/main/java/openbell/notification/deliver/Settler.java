package openbell.notification.deliver;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import openbell.model.run.FailureException;
import org.jspecify.annotations.Nullable;

/// Writes the ends of many attempts down in few transactions: whoever comes first writes for all
/// who came meanwhile. Nobody waits for others to come.
///
/// A ledger that does not answer is asked again while the fence of any of them is good: an outcome
/// that is not written down becomes `UNKNOWN`. A second write of what was written changes nothing.
final class Settler {
  private static final int MOST_AT_ONCE = 256;
  private static final long FIRST_PAUSE_MS = 50;
  private static final long LONGEST_PAUSE_MS = 2_000;

  private final SendLedger ledger;
  private final Clock clock;
  private final LongSupplier nanos;
  private final CountDownLatch hurry = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock pen = new ReentrantLock();

  /// @param nanos a clock that never jumps
  Settler(SendLedger ledger, Clock clock, LongSupplier nanos) {
    this.ledger = ledger;
    this.clock = clock;
    this.nanos = nanos;
  }

  /// Returns when it is committed.
  ///
  /// @param until of the clock that never jumps: how long it is tried again
  /// @throws FailureException when the database does not answer; the row stays `SENDING` then
  void settle(Settlement settlement, long until) {
    Waiting mine = new Waiting(settlement, until);
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
      write(batch);
    } catch (FailureException e) {
      batch.forEach(one -> one.failure = e);
    } finally {
      batch.forEach(one -> one.done = true);
    }
  }

  private void write(List<Waiting> batch) {
    List<Settlement> ends = batch.stream().map(one -> one.settlement).toList();
    long pause = FIRST_PAUSE_MS;
    while (true) {
      try {
        ledger.settle(ends, clock.instant());
        return;
      } catch (FailureException e) {
        long now = nanos.getAsLong();
        boolean inTime = batch.stream().anyMatch(one -> one.until - now > 0);
        if (!inTime || isHurriedWithin(pause)) {
          throw e;
        }
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  /// From now on nothing is tried again: the process ends.
  void hurry() {
    hurry.countDown();
  }

  private boolean isHurriedWithin(long millis) {
    try {
      return hurry.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /// Read and written under the pen only.
  private static final class Waiting {
    private final Settlement settlement;
    private final long until;
    private boolean done;
    private @Nullable FailureException failure;

    Waiting(Settlement settlement, long until) {
      this.settlement = settlement;
      this.until = until;
    }
  }
}
