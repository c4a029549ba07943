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

/// Measures enqueue, and settle with the next claim in one call, on a real Redis; a program, not a
/// test. Every client is a thread; all share one connection.
final class QueueThroughput {
  private static final Duration LEASE = Duration.ofSeconds(60);

  private QueueThroughput() {}

  /// @param args rounds (3), and optionally the address of a server that runs already
  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    Vertx vertx = Vertx.vertx();
    try (RealRedis redis = RealRedis.with("--appendonly", "no");
        RedisJobQueues queues =
            new RedisJobQueues(vertx, args.length > 1 ? args[1] : redis.uri(), 1_000_000)) {
      for (int round = 0; round < rounds; round++) {
        for (int[] shape : new int[][] {{1, 1}, {32, 1}, {1, 10}, {32, 10}}) {
          measure(queues.named("m-" + round + "-" + shape[0] + "-" + shape[1]), shape[0], shape[1]);
        }
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static void measure(JobQueue queue, int clients, int batch) {
    int jobs = clients * batch == 1 ? 10_000 : 40_000;
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
        IntStream.range(0, clients)
            .mapToObj(w -> Thread.ofVirtual().start(() -> work(queue, "w" + w, batch)))
            .toList();
    threads.forEach(QueueThroughput::join);
    long end = System.nanoTime();
    IO.println(
        "%d clients, batches of %d: enqueue by 100 %,.0f/s, settle and claim %,.0f/s"
            .formatted(
                clients, batch, jobs * 1e9 / (enqueued - start), jobs * 1e9 / (end - enqueued)));
  }

  private static void work(JobQueue queue, String worker, int batch) {
    List<Settling> done = List.of();
    for (int i = 0; ; i++) {
      List<Leased> jobs =
          queue.settleAndClaim(done, worker + "-" + i, worker, batch, LEASE).claim().jobs();
      if (jobs.isEmpty()) {
        return;
      }
      done =
          jobs.stream().map(j -> new Settling(j.id(), j.fence(), new Settlement.Done())).toList();
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
