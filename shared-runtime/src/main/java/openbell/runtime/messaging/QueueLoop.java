package openbell.runtime.messaging;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import openbell.model.run.FailureException;
import openbell.runtime.queue.Claim;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Settlement;
import openbell.runtime.queue.Turnover;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread of a channel that settles and claims: in one call when both are due.
///
/// What comes while a call is on its way goes with the next one; so the busier the channel, the
/// more jobs one call carries. A call without an answer is repeated: the same fence and the same
/// claim repeat the first answer.
final class QueueLoop {
  private static final Logger LOG = LoggerFactory.getLogger(QueueLoop.class);

  /// Rest between two looks at a drained queue, however much arrives there meanwhile.
  private static final Duration DRAINED_REST = Duration.ofSeconds(1);

  /// Nothing wakes whoever waits when a drained queue is resumed: look this often.
  private static final Duration DRAINED_WAIT = Duration.ofSeconds(10);

  private final ChannelSettings settings;
  private final JobQueue queue;
  private final String worker;
  private final ChannelMeters meters;
  private final Hands hands;
  private final Backoff backoff;
  private final Waiter waiter;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Settlements settlements = new Settlements();
  private final Thread thread;

  /// Whether the queue may have something: it does not when it gave less than was asked for, until
  /// the waiter says otherwise.
  private boolean promising = true;

  private boolean claiming = true;
  private boolean claimOnItsWay;
  private volatile Giving giving = Giving.ON;

  // Only the loop's own thread:
  private long claims;
  private int troubles;

  /// When the claim at hand was asked first: if that call was heard, its leases began then.
  private long asked;

  private boolean repeating;

  /// Where claimed jobs go.
  interface Hands {

    /// How many jobs may be taken.
    ///
    /// @param settling jobs in hand that are settled by then
    int free(int settling);

    void take(HeldJob job);
  }

  QueueLoop(
      ChannelSettings settings, JobQueue queue, String worker, ChannelMeters meters, Hands hands) {
    this.settings = settings;
    this.queue = queue;
    this.worker = worker;
    this.meters = meters;
    this.hands = hands;
    this.backoff = new Backoff(worker, Duration.ofMillis(500), Duration.ofSeconds(10));
    this.waiter = new Waiter(queue, meters, this::look);
    this.thread = Thread.ofVirtual().name("queue-loop-" + settings.channel()).unstarted(this::run);
  }

  void start() {
    waiter.start();
    thread.start();
  }

  /// Completes with the queue's answer; with `STALE` when there was none until the lease was over.
  CompletableFuture<Settled> settle(HeldJob job, Settlement settlement) {
    CompletableFuture<Settled> answer = settlements.add(job, settlement);
    wake();
    return answer;
  }

  /// A hand may be free now.
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void look() {
    lock.lock();
    try {
      promising = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Giving giving() {
    return giving;
  }

  /// Claims no more, and settles on.
  void stopClaiming() {
    lock.lock();
    try {
      claiming = false;
      waiter.stop();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the answer to the last claim is here, at most `longest`: a claim whose answer is
  /// not awaited would leave leases that nobody knows.
  void awaitLastClaim(Duration longest) throws InterruptedException {
    long left = longest.toNanos();
    lock.lockInterruptibly();
    try {
      while (claimOnItsWay && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  void stop() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        turn(awaitTurn());
      }
    } catch (InterruptedException _) {
      settlements.close();
    }
  }

  /// Waits until there is something to settle or to claim; answers how much to claim.
  private int awaitTurn() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        int settling = settlements.gather();
        // After trouble the two go apart, so that neither can keep the other from an answer.
        boolean apart = troubles > 0 && settling > 0;
        int free = claiming && promising && !apart ? hands.free(settling) : 0;
        if (free > 0 || settling > 0) {
          claimOnItsWay = free > 0;
          return Math.clamp(free, 0, settings.claimBatch());
        }
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void turn(int max) throws InterruptedException {
    try {
      if (max == 0) {
        settle();
      } else {
        claim(max);
      }
      troubles = 0;
    } catch (FailureException e) {
      LOG.atWarn()
          .addKeyValue("channel", settings.channel())
          .addKeyValue("settling", settlements.size())
          .log("the queue does not answer and is asked again: {}", e.getMessage());
      settlements.giveUpExpired();
      backoff.pause(troubles++);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("channel", settings.channel())
          .setCause(e)
          .log("the queue's loop is defective");
      settlements.giveUpExpired();
      backoff.pause(troubles++);
    }
  }

  private void claimAnswered() {
    lock.lock();
    try {
      claimOnItsWay = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void settle() {
    meters.command("settle");
    settlements.answered(queue.settleAll(settlements.settlings()));
  }

  private void claim(int max) {
    if (!repeating) {
      asked = System.nanoTime();
      repeating = true;
    }
    try {
      Claim claim = settlements.size() == 0 ? claimOnly(max) : settleAndClaim(max);
      claims++;
      repeating = false;
      claimed(claim, max);
    } finally {
      claimAnswered();
    }
  }

  private Claim claimOnly(int max) {
    meters.command("claim");
    return queue.claim(claimId(), worker, max, settings.lease());
  }

  private Claim settleAndClaim(int max) {
    meters.command("settle-and-claim");
    Turnover both =
        queue.settleAndClaim(settlements.settlings(), claimId(), worker, max, settings.lease());
    settlements.answered(both.settled());
    return both.claim();
  }

  /// Changes only after an answer: a repeated claim gets the leases of the lost answer.
  private String claimId() {
    return worker + "-" + claims;
  }

  private void claimed(Claim claim, int max) {
    long deadline = asked + Reception.trusted(settings.lease()).toNanos();
    for (Leased leased : claim.jobs()) {
      hands.take(new HeldJob(leased, asked, deadline));
    }
    Giving now = Giving.of(claim);
    if (now != giving) {
      giving = now;
      LOG.atInfo().addKeyValue("channel", settings.channel()).log(now.sentence);
    }
    if (claim.jobs().size() < max) {
      awaitMore(now, claim.untilNextDue());
    }
  }

  private void awaitMore(Giving now, @Nullable Duration due) {
    lock.lock();
    try {
      promising = false;
    } finally {
      lock.unlock();
    }
    switch (now) {
      case RESTING -> waiter.askResumed(worker, settings.block());
      case DRAINED -> waiter.ask(DRAINED_REST, shorter(settings.block(), DRAINED_WAIT));
      case ON ->
          waiter.ask(
              Duration.ZERO, due == null ? settings.block() : shorter(settings.block(), due));
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
