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
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Settlement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An incoming channel: claims no more than there are free hands, and hands jobs to its doors.
final class InboundChannel implements QueueLoop.Hands {
  private static final Logger LOG = LoggerFactory.getLogger(InboundChannel.class);

  /// A claim that is on its way when the process stops is answered within this time, or lost.
  private static final Duration LAST_CLAIM = Duration.ofSeconds(6);

  private final ChannelSettings settings;
  private final JobQueue queue;
  private final String worker;
  private final Reception reception;
  private final QueueLoop loop;
  private final Vertx vertx;
  private final List<Door> doors = new ArrayList<>();
  private final Map<HeldJob, Door> held = new ConcurrentHashMap<>();
  private final Comebacks comebacks = new Comebacks();
  private volatile long lastBusy = System.nanoTime();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /// @param worker names this process's part of the channel
  InboundChannel(
      ChannelSettings settings,
      JobQueue queue,
      String worker,
      Reception reception,
      ChannelMeters meters,
      Vertx vertx) {
    this.settings = settings;
    this.queue = queue;
    this.worker = worker;
    this.reception = reception;
    this.vertx = vertx;
    this.loop = new QueueLoop(settings, queue, worker, meters, this);
  }

  void start() {
    loop.start();
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

  Idleness idleness() {
    long lasting = held.isEmpty() ? System.nanoTime() - lastBusy : 0;
    return new Idleness(Duration.ofNanos(lasting), giving() == Giving.RESTING);
  }

  Giving giving() {
    return loop.giving();
  }

  /// Another subscriber. The framework asks once per unit of concurrency: then each door holds one
  /// message, otherwise one door holds all.
  Door door() {
    int most = settings.copies() > 1 ? 1 : settings.concurrency();
    Door door = new Door(vertx, most, _ -> loop.wake());
    lock.lock();
    try {
      doors.add(door);
      return door;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int free(int settling) {
    lock.lock();
    try {
      int wanted = 0;
      for (Door door : doors) {
        wanted += door.room();
      }
      return Math.min(wanted, settings.concurrency() - held.size() + settling);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void take(HeldJob job) {
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

  /// Ends a lease. Its hand takes another job from the same call to the queue on; the job counts as
  /// held, and is beaten for, until the queue has answered.
  CompletableFuture<Settled> settle(HeldJob job, Settlement settlement) {
    leaveHand(job);
    return loop.settle(job, settlement);
  }

  private void leaveHand(HeldJob job) {
    Door door = held.get(job);
    if (door != null && job.leaveHand()) {
      door.settled();
    }
  }

  /// The job is settled or gone.
  void free(HeldJob job) {
    leaveHand(job);
    lastBusy = System.nanoTime();
    held.remove(job);
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    loop.wake();
  }

  /// Stops claiming; what is in hand goes on.
  void stopClaiming() {
    loop.stopClaiming();
  }

  /// Waits for handlers until the drain time is over, then gives back what they still hold.
  void drain() throws InterruptedException {
    loop.awaitLastClaim(LAST_CLAIM);
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
    JobLog.of(LOG.atInfo(), settings.channel(), job.leased()).log("job given back unfinished");
    return reception
        .settle(this, job, new Settlement.Released(job.lastProgress()))
        .toCompletableFuture();
  }

  /// Ends the loop; what is not settled by now runs out.
  void stop() {
    loop.stop();
  }
}
