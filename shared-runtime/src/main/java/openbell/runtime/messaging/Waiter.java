package openbell.runtime.messaging;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import openbell.model.run.FailureException;
import openbell.runtime.queue.JobQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for work beside the loop that settles and claims, so that no settlement waits behind a
/// command that blocks.
final class Waiter {
  private static final Logger LOG = LoggerFactory.getLogger(Waiter.class);

  private final JobQueue queue;
  private final ChannelMeters meters;
  private final Backoff backoff;
  private final Runnable found;
  private final LinkedBlockingQueue<Wait> asked = new LinkedBlockingQueue<>();
  private final Thread thread;

  private record Wait(Duration least, Command command) {}

  private interface Command {
    void run() throws InterruptedException;
  }

  /// @param found called after each wait: there may be something to claim
  Waiter(JobQueue queue, ChannelMeters meters, Runnable found) {
    this.queue = queue;
    this.meters = meters;
    this.found = found;
    this.backoff = new Backoff(meters.channel(), Duration.ofMillis(500), Duration.ofSeconds(20));
    this.thread = Thread.ofVirtual().name("queue-wait-" + meters.channel()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Asks for one wait. To be asked again only after `found`.
  ///
  /// @param least rest before the wait, whatever comes in the meantime
  void ask(Duration least, Duration longest) {
    asked.add(new Wait(least, () -> queue.awaitWork(longest)));
  }

  /// Asks for one wait until the worker's machine rests no more. To be asked again only after
  /// `found`.
  void askResumed(String worker, Duration longest) {
    asked.add(new Wait(Duration.ZERO, () -> queue.awaitResumed(worker, longest)));
  }

  /// A wait that is on its way ends at once, and nobody is told.
  void stop() {
    thread.interrupt();
  }

  private void run() {
    try {
      for (int troubles = 0; ; ) {
        Wait wait = asked.take();
        troubles = await(wait) ? 0 : troubles + 1;
        if (troubles > 0) {
          backoff.pause(troubles - 1);
        }
        found.run();
      }
    } catch (InterruptedException _) {
      LOG.atDebug().addKeyValue("channel", meters.channel()).log("waiting was interrupted");
    }
  }

  private boolean await(Wait wait) throws InterruptedException {
    if (!wait.least.isZero()) {
      var _ = new CountDownLatch(1).await(wait.least.toMillis(), TimeUnit.MILLISECONDS);
    }
    try {
      meters.command("wait");
      wait.command.run();
      return true;
    } catch (FailureException e) {
      LOG.atWarn()
          .addKeyValue("channel", meters.channel())
          .log("work cannot be waited for: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("channel", meters.channel())
          .setCause(e)
          .log("waiting for work is defective");
    }
    return false;
  }
}
