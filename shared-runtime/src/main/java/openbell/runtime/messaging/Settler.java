package openbell.runtime.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Settlement;
import openbell.runtime.queue.Settling;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Settles jobs in batches: what comes while one call is on its way goes with the next.
///
/// A call without an answer is repeated until the lease is over by our own clock: the same fence
/// repeats the first answer.
final class Settler {
  private static final Logger LOG = LoggerFactory.getLogger(Settler.class);

  private final JobQueue queue;
  private final String name;
  private final LinkedBlockingQueue<Pending> pending = new LinkedBlockingQueue<>();
  private final Backoff backoff;
  private final Thread thread;

  private record Pending(HeldJob job, Settlement settlement, CompletableFuture<Settled> answer) {}

  Settler(JobQueue queue, String name) {
    this.queue = queue;
    this.name = name;
    this.backoff = new Backoff(name, Duration.ofMillis(500), Duration.ofSeconds(10));
    this.thread = Thread.ofVirtual().name("queue-settle-" + name).start(this::loop);
  }

  /// Completes with the queue's answer; with `STALE` when there was none until the lease was over.
  CompletableFuture<Settled> settle(HeldJob job, Settlement settlement) {
    CompletableFuture<Settled> answer = new CompletableFuture<>();
    pending.add(new Pending(job, settlement, answer));
    return answer;
  }

  void stop() {
    thread.interrupt();
  }

  private void loop() {
    List<Pending> batch = new ArrayList<>(JobQueue.LARGEST_BATCH);
    try {
      while (true) {
        batch.add(pending.take());
        pending.drainTo(batch, JobQueue.LARGEST_BATCH - 1);
        settle(batch);
        batch.clear();
      }
    } catch (InterruptedException _) {
      batch.forEach(one -> one.answer.complete(Settled.STALE));
    }
  }

  private void settle(List<Pending> batch) throws InterruptedException {
    for (int tries = 0; !batch.isEmpty(); tries++) {
      try {
        List<Settled> answers =
            queue.settleAll(
                batch.stream()
                    .map(
                        one ->
                            new Settling(
                                one.job.leased().id(), one.job.leased().fence(), one.settlement))
                    .toList());
        for (int i = 0; i < answers.size(); i++) {
          batch.get(i).answer.complete(answers.get(i));
        }
        return;
      } catch (RuntimeException e) {
        LOG.atWarn()
            .addKeyValue("channel", name)
            .log("{} jobs could not be settled, trying again: {}", batch.size(), e.getMessage());
        giveUpExpired(batch);
        backoff.pause(tries);
      }
    }
  }

  private void giveUpExpired(List<Pending> batch) {
    long now = System.nanoTime();
    batch.removeIf(one -> one.job.expired(now) && one.answer.complete(Settled.STALE));
  }
}
