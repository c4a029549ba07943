package openbell.runtime.messaging;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import openbell.model.run.FailureException;
import openbell.runtime.queue.Claim;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.Settlement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An incoming channel: claims no more than there are free hands, and hands jobs to its doors.
final class InboundChannel {
  private static final Logger LOG = LoggerFactory.getLogger(InboundChannel.class);

  /// A claim that is on its way when the process stops is answered within this time, or lost.
  private static final Duration LAST_CLAIM = Duration.ofSeconds(6);

  private final ChannelSettings settings;
  private final JobQueue queue;
  private final String worker;
  private final Reception reception;
  private final Backoff backoff;
  private final Vertx vertx;
  private final List<Door> doors = new ArrayList<>();
  private final Map<HeldJob, Door> held = new ConcurrentHashMap<>();
  private final Comebacks comebacks = new Comebacks();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean stopping;
  private long claims;
  private boolean started;
  private boolean resting;
  private final Thread loop;

  /// @param worker names this process's part of the channel
  InboundChannel(
      ChannelSettings settings, JobQueue queue, String worker, Reception reception, Vertx vertx) {
    this.settings = settings;
    this.queue = queue;
    this.worker = worker;
    this.reception = reception;
    this.vertx = vertx;
    this.backoff = new Backoff(worker, Duration.ofMillis(500), Duration.ofSeconds(20));
    this.loop = Thread.ofVirtual().name("queue-claim-" + settings.channel()).unstarted(this::run);
  }

  ChannelSettings settings() {
    return settings;
  }

  JobQueue queue() {
    return queue;
  }

  String worker() {
    return worker;
  }

  Set<HeldJob> held() {
    return held.keySet();
  }

  /// Another subscriber. The framework asks once per unit of concurrency: then each door holds one
  /// message, otherwise one door holds all.
  Door door() {
    int most = settings.copies() > 1 ? 1 : settings.concurrency();
    Door door = new Door(vertx, most, _ -> wanted());
    lock.lock();
    try {
      doors.add(door);
      return door;
    } finally {
      lock.unlock();
    }
  }

  private void wanted() {
    lock.lock();
    try {
      if (!started && !stopping) {
        started = true;
        loop.start();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    int troubles = 0;
    try {
      for (int room = awaitRoom(); room > 0; room = awaitRoom()) {
        try {
          claim(room);
          troubles = 0;
        } catch (FailureException e) {
          LOG.atWarn()
              .addKeyValue("channel", settings.channel())
              .log("no jobs for now: {}", e.getMessage());
          rest(troubles++);
        } catch (RuntimeException e) {
          LOG.atError()
              .addKeyValue("channel", settings.channel())
              .setCause(e)
              .log("the claim loop is defective");
          rest(troubles++);
        }
      }
    } catch (InterruptedException _) {
      LOG.atDebug().addKeyValue("channel", settings.channel()).log("claiming was interrupted");
    }
  }

  /// Waits for a free hand; answers how many there are, or 0 when claiming is to stop.
  private int awaitRoom() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!stopping) {
        int room = room();
        if (room > 0) {
          return room;
        }
        changed.await();
      }
      return 0;
    } finally {
      lock.unlock();
    }
  }

  private int room() {
    int wanted = 0;
    for (Door door : doors) {
      wanted += door.room();
    }
    return Math.min(wanted, settings.concurrency() - held.size());
  }

  private void claim(int room) throws InterruptedException {
    long asked = System.nanoTime();
    int max = Math.min(room, settings.claimBatch());
    // Counts up only after an answer: a repeated claim gets the leases of the lost answer.
    Claim claim = queue.claim(worker + "-" + claims, worker, max, settings.lease());
    claims++;
    long deadline = asked + Reception.trusted(settings.lease()).toNanos();
    for (Leased leased : claim.jobs()) {
      take(new HeldJob(leased, deadline));
    }
    if (claim.jobs().isEmpty()) {
      awaitWork(claim.untilNextDue());
    }
  }

  private void awaitWork(@Nullable Duration due) throws InterruptedException {
    Duration longest = due == null || due.compareTo(settings.block()) > 0 ? settings.block() : due;
    resting(() -> queue.awaitWork(longest));
  }

  private void rest(int troubles) throws InterruptedException {
    resting(() -> backoff.pause(troubles));
  }

  /// Only here may a stop interrupt the loop: a claim whose answer is not awaited would leave
  /// leases that nobody knows.
  private void resting(Rest rest) throws InterruptedException {
    lock.lock();
    try {
      if (stopping) {
        return;
      }
      resting = true;
    } finally {
      lock.unlock();
    }
    try {
      rest.take();
    } finally {
      lock.lock();
      try {
        resting = false;
      } finally {
        lock.unlock();
      }
    }
  }

  private interface Rest {
    void take() throws InterruptedException;
  }

  private void take(HeldJob job) {
    Door door = doorWithRoom();
    door.reserve();
    held.put(job, door);
    reception.receive(this, job, door);
  }

  private Door doorWithRoom() {
    lock.lock();
    try {
      for (Door door : doors) {
        if (door.room() > 0) {
          return door;
        }
      }
      return doors.getFirst();
    } finally {
      lock.unlock();
    }
  }

  /// Jobs that failed here and come back. Whoever waits for work by then has to be told.
  Comebacks comebacks() {
    return comebacks;
  }

  /// The job is settled or gone: its hand is free.
  void free(HeldJob job) {
    Door door = held.remove(job);
    if (door != null) {
      door.settled();
    }
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Stops claiming; what is in hand goes on.
  void stopClaiming() {
    lock.lock();
    try {
      stopping = true;
      if (resting) {
        loop.interrupt();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for handlers until the drain time is over, then gives back what they still hold.
  void drain() throws InterruptedException {
    var _ = !started || loop.join(LAST_CLAIM);
    long end = System.nanoTime() + settings.drainTimeout().toNanos();
    lock.lockInterruptibly();
    try {
      long left = end - System.nanoTime();
      while (!held.isEmpty() && left > 0) {
        var _ = changed.await(left, TimeUnit.NANOSECONDS);
        left = end - System.nanoTime();
      }
    } finally {
      lock.unlock();
    }
    List<CompletableFuture<Void>> given = new ArrayList<>();
    for (HeldJob job : held.keySet()) {
      if (job.giveBack()) {
        given.add(giveBack(job));
      }
    }
    var _ =
        CompletableFuture.allOf(given.toArray(CompletableFuture[]::new))
            .completeOnTimeout(null, LAST_CLAIM.toMillis(), TimeUnit.MILLISECONDS)
            .join();
  }

  private CompletableFuture<Void> giveBack(HeldJob job) {
    LOG.atInfo()
        .addKeyValue("channel", settings.channel())
        .addKeyValue("jobId", job.leased().id())
        .addKeyValue("fence", job.leased().fence())
        .addKeyValue("attempt", job.leased().attempt())
        .log("job given back unfinished");
    return reception
        .settle(this, job, new Settlement.Released(job.lastProgress()))
        .toCompletableFuture();
  }
}
