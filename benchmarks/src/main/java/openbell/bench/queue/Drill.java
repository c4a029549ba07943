package openbell.bench.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.Settlement;
import openbell.runtime.queue.Settling;

/// Ours: workers that claim jobs under a lease, do nothing with them, and end them in the call that
/// claims the next.
///
/// @param workers how many claim at once, each on a thread of its own
/// @param batch jobs of one call
record Drill(int workers, int batch) {
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final byte[] PAYLOAD =
      "x".repeat(500).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final AtomicInteger RUNS = new AtomicInteger();

  /// Seconds from the first claim until the last job is done.
  double run(JobQueue queue, int jobs) throws Exception {
    String run = "r" + RUNS.incrementAndGet() + "-";
    load(queue, run, jobs);
    long began = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> done = new ArrayList<>();
      for (int worker = 0; worker < workers; worker++) {
        String name = run + worker;
        done.add(threads.submit(() -> work(queue, name)));
      }
      int sum = 0;
      for (Future<Integer> one : done) {
        sum += one.get();
      }
      if (sum != jobs) {
        throw new IllegalStateException("%,d jobs were queued, %,d done".formatted(jobs, sum));
      }
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private static void load(JobQueue queue, String run, int jobs) {
    for (int from = 0; from < jobs; from += JobQueue.LARGEST_BATCH) {
      int to = Math.min(jobs, from + JobQueue.LARGEST_BATCH);
      queue.enqueue(
          IntStream.range(from, to)
              .mapToObj(i -> NewJob.of(run + i, "owner-" + i % 10, 5, 3, PAYLOAD))
              .toList());
    }
  }

  private int work(JobQueue queue, String worker) {
    List<Settling> finished = List.of();
    for (int claim = 0, done = 0; ; claim++) {
      List<Leased> leased =
          queue.settleAndClaim(finished, worker + "-" + claim, worker, batch, LEASE).claim().jobs();
      done += finished.size();
      if (leased.isEmpty()) {
        return done;
      }
      finished =
          leased.stream()
              .map(job -> new Settling(job.id(), job.fence(), new Settlement.Done()))
              .toList();
    }
  }
}
