package openbell.runtime.live.adapter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import openbell.model.run.FailureException;
import openbell.runtime.live.Progress;
import openbell.runtime.live.ProgressCarrier;
import openbell.runtime.live.ProgressSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Collects what is told and sends it on a thread of its own, the first at once and what follows
/// after a short rest, so that a busy process needs few commands and an idle one none.
public final class BatchingSink implements ProgressSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchingSink.class);

  /// About 250 kB on the wire.
  private static final int MOST_IN_BATCH = 500;

  private static final Duration TO_END = Duration.ofSeconds(2);
  private static final long FIRST_PAUSE_MS = 500;
  private static final long LONGEST_PAUSE_MS = 20_000;

  private final ProgressCarrier carrier;
  private final Duration linger;
  private final LinkedBlockingQueue<Progress> waiting;
  private final Thread thread;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final LongAdder told = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  /// @param linger rest between two batches
  /// @param capacity events that wait at most; more are dropped
  public BatchingSink(ProgressCarrier carrier, Duration linger, int capacity) {
    this.carrier = carrier;
    this.linger = linger;
    this.waiting = new LinkedBlockingQueue<>(capacity);
    this.thread = Thread.ofPlatform().daemon().name("openbell-progress").unstarted(this::run);
  }

  @Override
  public void tell(Progress progress) {
    if (!begun.get() && begun.compareAndSet(false, true)) {
      thread.start();
    }
    told.increment();
    if (isClosing() || !waiting.offer(progress)) {
      dropped.increment();
    }
  }

  public long told() {
    return told.sum();
  }

  public long dropped() {
    return dropped.sum();
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void run() {
    List<Progress> batch = new ArrayList<>();
    try {
      while (true) {
        Progress first = isClosing() ? waiting.poll() : waiting.take();
        if (first == null) {
          return;
        }
        batch.add(first);
        waiting.drainTo(batch, MOST_IN_BATCH - 1);
        deliver(batch);
        batch.clear();
        rest(linger.toMillis());
      }
    } catch (InterruptedException _) {
      // Nobody is left to be told that: what waits is counted as dropped.
      dropped.add(batch.size() + waiting.size());
    }
  }

  private void deliver(List<Progress> batch) throws InterruptedException {
    for (long pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        carrier.send(batch);
        return;
      } catch (FailureException e) {
        if (isClosing()) {
          dropped.add(batch.size());
          return;
        }
        LOG.atDebug().log("progress cannot be told now: {}", e.getMessage());
        rest(pause);
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("telling progress is defective");
        dropped.add(batch.size());
        return;
      }
    }
  }

  private void rest(long millis) throws InterruptedException {
    var _ = closing.await(millis, TimeUnit.MILLISECONDS);
  }

  /// Sends what waits, for a moment.
  @Override
  public void close() {
    closing.countDown();
    if (!begun.get()) {
      return;
    }
    try {
      // It may be waiting for the first thing to send.
      for (int tries = 0; tries < 10 && thread.isAlive(); tries++) {
        var _ = thread.join(TO_END.dividedBy(20));
        if (thread.isAlive() && waiting.isEmpty()) {
          thread.interrupt();
        }
      }
      thread.interrupt();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
