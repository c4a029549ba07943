package openbell.runtime.queue.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.Settlement;
import openbell.runtime.queue.Settling;
import openbell.runtime.testing.RealRedis;

/// Measures enqueue, claim and settle on a real Redis; a program, not a test.
final class QueueThroughput {
  private static final Duration LEASE = Duration.ofSeconds(60);

  private QueueThroughput() {}

  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    try (RealRedis redis = RealRedis.with();
        RedisJobQueues queues = new RedisJobQueues(vertx, redis.uri(), 1_000_000)) {
      for (int round = 0; round < 3; round++) {
        for (int[] shape : new int[][] {{1, 1}, {4, 1}, {1, 10}, {4, 10}, {4, 100}}) {
          measure(queues.named("m-" + round + "-" + shape[0] + "-" + shape[1]), shape[0], shape[1]);
        }
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static void measure(JobQueue queue, int workers, int batch) {
    int jobs = batch == 1 ? 5_000 : 20_000;
    byte[] payload = "x".repeat(500).getBytes(UTF_8);
    long start = System.nanoTime();
    for (int from = 0; from < jobs; from += 100) {
      queue.enqueue(
          IntStream.range(from, from + 100)
              .mapToObj(i -> NewJob.of("j" + i, "anna", 5, 3, payload))
              .toList());
    }
    long enqueued = System.nanoTime();
    List<Thread> threads =
        IntStream.range(0, workers)
            .mapToObj(w -> Thread.ofVirtual().start(() -> work(queue, "w" + w, batch)))
            .toList();
    threads.forEach(QueueThroughput::join);
    long end = System.nanoTime();
    IO.println(
        "%d workers, batches of %d: enqueue by 100 %,.0f/s, claim and settle %,.0f/s"
            .formatted(
                workers, batch, jobs * 1e9 / (enqueued - start), jobs * 1e9 / (end - enqueued)));
  }

  private static void work(JobQueue queue, String worker, int batch) {
    for (int i = 0; ; i++) {
      List<Leased> jobs = queue.claim(worker + "-" + i, worker, batch, LEASE).jobs();
      if (jobs.isEmpty()) {
        return;
      }
      queue.settleAll(
          jobs.stream().map(j -> new Settling(j.id(), j.fence(), new Settlement.Done())).toList());
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
