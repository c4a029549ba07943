package openbell.notification.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Sends what is due by one channel, many at once: tokens for a whole batch, a claim for as many
/// rows as can be called right away, and one thread for each call.
///
/// A call that hangs holds one place of `atOnce`; the others go on.
public final class Dispatch implements AutoCloseable {

  /// Rows that are claimed in one transaction, at most.
  private static final int MOST_IN_CLAIM = 32;

  private final Delivery delivery;
  private final SharedRate rate;
  private final Size size;
  private final Delivery.Surroundings around;
  private final Settler settler;
  private final Consumer<Runnable> guard;
  private final Semaphore places;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// @param batch rows that are looked for at once
  /// @param lanes letters that are printed at once
  /// @param atOnce calls of the provider at once
  public record Size(int batch, int lanes, int atOnce) {}

  /// @param guard runs a piece of work and deals with whatever it throws
  public Dispatch(
      Delivery delivery,
      SendLedger ledger,
      SharedRate rate,
      Size size,
      Delivery.Surroundings around,
      Consumer<Runnable> guard) {
    this.delivery = delivery;
    this.rate = rate;
    this.size = size;
    this.around = around;
    this.settler = new Settler(ledger, around.clock(), around.nanos());
    this.guard = guard;
    this.places = new Semaphore(size.atOnce());
  }

  /// Sends rounds of what is due until nothing is, or no token is left.
  ///
  /// @return rows that were dealt with
  public int sendDue() {
    rate.refresh();
    int all = 0;
    for (int some = round(); some > 0; some = round()) {
      all += some;
    }
    return all;
  }

  /// One batch. Returns when all of it is claimed or dealt with; calls may still be under way.
  private int round() {
    int tokens = rate.take(size.batch());
    if (tokens == 0) {
      return 0;
    }
    AtomicInteger unused = new AtomicInteger(tokens);
    try {
      List<LedgerEntry> due = delivery.due(tokens);
      if (!due.isEmpty()) {
        Queue<LedgerEntry> waiting = new ConcurrentLinkedQueue<>(due);
        inLanes(new Batch(waiting, delivery.oldest(), unused));
      }
      return due.size();
    } finally {
      rate.giveBack(unused.get());
    }
  }

  private void inLanes(Batch batch) {
    int lanes = Math.min(size.lanes(), batch.waiting.size());
    CountDownLatch ended = new CountDownLatch(lanes);
    for (int lane = 0; lane < lanes; lane++) {
      threads.execute(
          () -> {
            guard.accept(() -> empty(batch));
            ended.countDown();
          });
    }
    await(ended);
  }

  /// Takes from the batch as much as there are free places, until it is empty.
  private void empty(Batch batch) {
    while (!batch.waiting.isEmpty()) {
      places.acquireUninterruptibly();
      int held = 1;
      while (held < MOST_IN_CLAIM && held * size.lanes() < size.atOnce() && places.tryAcquire()) {
        held++;
      }
      int called = 0;
      try {
        called = start(batch, held);
      } finally {
        places.release(held - called);
      }
    }
  }

  /// @return calls that were started; each gives its place back by itself
  private int start(Batch batch, int most) {
    Map<String, Ready> ready = new HashMap<>();
    for (int i = 0; i < most; i++) {
      LedgerEntry entry = batch.waiting.poll();
      if (entry == null) {
        break;
      }
      // One that cannot be made never holds up the others.
      guard.accept(
          () ->
              delivery
                  .prepare(entry, batch.oldest)
                  .ifPresent(email -> ready.put(entry.id(), new Ready(entry, email))));
    }
    if (ready.isEmpty()) {
      return 0;
    }
    List<Claim> claims = delivery.claim(ready.keySet().stream().sorted().toList(), batch.oldest);
    long claimedAt = around.nanos().getAsLong();
    int started = 0;
    for (Claim claim : claims) {
      Ready mine = ready.get(claim.id());
      if (mine != null && claim.state() == LedgerState.SENDING) {
        batch.unused.decrementAndGet();
        threads.execute(() -> call(mine, claim.fence(), claimedAt));
        started++;
      } else if (mine != null && claim.state() == LedgerState.SUPPRESSED) {
        delivery.suppressed(mine.entry);
      }
    }
    return started;
  }

  private void call(Ready mine, long fence, long claimedAt) {
    try {
      guard.accept(
          () -> {
            Delivery.Called called = delivery.call(mine.entry, mine.email, fence, claimedAt);
            settler.settle(called.settlement(), claimedAt + delivery.fenceLasts().toNanos());
            delivery.learn(called);
          });
    } finally {
      places.release();
    }
  }

  /// Waits until no call is under way.
  ///
  /// @return false when some still are after `longest`
  public boolean awaitIdle(Duration longest) throws InterruptedException {
    if (!places.tryAcquire(size.atOnce(), longest.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    places.release(size.atOnce());
    return true;
  }

  /// Takes nothing new and waits for the calls under way.
  @Override
  public void close() {
    settler.hurry();
    threads.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Ready(LedgerEntry entry, Email email) {}

  private record Batch(Queue<LedgerEntry> waiting, Instant oldest, AtomicInteger unused) {}
}
