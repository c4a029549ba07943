package openbell.faults;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import openbell.runtime.queue.Enqueued;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.Settlement;
import openbell.runtime.queue.Settling;
import openbell.runtime.queue.Turnover;
import openbell.runtime.queue.adapter.RedisJobQueues;
import openbell.runtime.testing.RealRedis;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// One owner has nearly everything, and all of it is due at once.
class FairnessFaultsIT {
  private static final Duration LEASE = ofSeconds(60);
  private static final int SMALL_OWNERS = 49;
  private static final int SMALL_JOBS = 1_000;
  private static final int BIG_JOBS = 9_000;
  private static final int WORKERS = 4;
  private static final int AT_A_TIME = 10;

  /// What a worker does with ten jobs.
  private static final int WORK_MILLIS = 10;

  @Test
  @Tag("full")
  void aBigOwnerDoesNotMakeTheSmallOnesWait() throws Exception {
    Faults.play(
        "F40",
        story -> {
          story.injected(
              "10,000 jobs of 50 owners, 9,000 of one; %d workers, %d jobs in %d ms each",
              WORKERS, AT_A_TIME, WORK_MILLIS);
          for (Duration delay : List.of(Duration.ZERO, ofSeconds(4))) {
            Day alone = play(0, delay);
            Day together = play(BIG_JOBS, delay);
            story.saw(
                "%s: p95 of the small ones alone %d jobs (%d ms), together %d jobs (%d ms);"
                    + " %.2f commands a job, Redis %.0f %% of a core",
                delay.isZero() ? "put in at once" : "delayed to one moment",
                alone.p95(),
                alone.millis(),
                together.p95(),
                together.millis(),
                together.commands() / (double) (SMALL_JOBS + BIG_JOBS),
                together.load() * 100);
            assertThat(together.p95()).isLessThan(2 * alone.p95());
            assertThat(together.commands()).isLessThan((long) (2.2 * (SMALL_JOBS + BIG_JOBS)));
            assertThat(together.load()).isLessThan(0.7);
          }
        });
  }

  /// @param p95 of the small owners' waits, in jobs that were handed out before: what else the
  /// machine does has no part in it
  /// @param millis the same in ms from the moment that all are due
  /// @param load of Redis, 1: a whole core
  private record Day(long p95, long millis, long commands, double load) {}

  /// @param nanos from the moment that all are due
  private record Wait(int place, long nanos) {}

  private static Day play(int bigJobs, Duration delay) throws Exception {
    Vertx vertx = Vertx.vertx();
    try (RealRedis redis = RealRedis.with();
        RedisJobQueues queues = new RedisJobQueues(vertx, redis.uri(), 1_000_000)) {
      JobQueue queue = queues.named("open");
      long due = System.nanoTime() + delay.toNanos();
      List<NewJob> jobs = new ArrayList<>();
      for (int n = 0; n < bigJobs; n++) {
        jobs.add(NewJob.of("big-" + n, "big", 5, 3, new byte[200]));
      }
      for (int n = 0; n < SMALL_JOBS; n++) {
        jobs.add(NewJob.of("small-" + n, "small" + n % SMALL_OWNERS, 5, 3, new byte[200]));
      }
      putIn(queue, jobs, delay.isZero() ? Long.MIN_VALUE : due);
      if (delay.isZero()) {
        due = System.nanoTime();
      }
      RedisShell.send(redis.port(), "CONFIG RESETSTAT");
      double cpu = cpu(redis);
      Map<String, Wait> waits = work(queue, jobs.size(), due);
      double busy = cpu(redis) - cpu;
      double wall = Story.since(due).toNanos() / 1e9;
      List<Wait> small =
          waits.entrySet().stream()
              .filter(job -> job.getKey().startsWith("small"))
              .map(Map.Entry::getValue)
              .sorted(Comparator.comparingInt(Wait::place))
              .toList();
      assertThat(small).hasSize(SMALL_JOBS);
      Wait p95 = small.get(SMALL_JOBS * 95 / 100);
      return new Day(p95.place(), p95.nanos() / 1_000_000, commands(redis), busy / wall);
    } finally {
      vertx.close();
    }
  }

  private static void putIn(JobQueue queue, List<NewJob> jobs, long due) {
    for (int i = 0; i < jobs.size(); i += JobQueue.LARGEST_BATCH) {
      Duration left = Duration.ofNanos(Math.max(0, due - System.nanoTime()));
      Duration delay = due == Long.MIN_VALUE ? Duration.ZERO : left;
      assertThat(
              queue.enqueue(
                  jobs.subList(i, Math.min(jobs.size(), i + JobQueue.LARGEST_BATCH)).stream()
                      .map(job -> job.withDelay(delay))
                      .toList()))
          .containsOnly(Enqueued.NEW);
    }
  }

  /// Does every job; answers when each was handed out.
  private static Map<String, Wait> work(JobQueue queue, int jobs, long due) throws Exception {
    Map<String, Wait> waits = new ConcurrentHashMap<>();
    AtomicInteger calls = new AtomicInteger();
    AtomicInteger places = new AtomicInteger();
    Callable<Integer> worker =
        () -> {
          List<Settling> done = List.of();
          String name = "w" + calls.incrementAndGet();
          while (waits.size() < jobs || !done.isEmpty()) {
            String call = "call-" + calls.incrementAndGet();
            Turnover next = queue.settleAndClaim(done, call, name, AT_A_TIME, LEASE);
            for (Leased job : next.claim().jobs()) {
              waits.put(job.id(), new Wait(places.incrementAndGet(), System.nanoTime() - due));
            }
            done =
                next.claim().jobs().stream()
                    .map(job -> new Settling(job.id(), job.fence(), new Settlement.Done()))
                    .toList();
            City.sleep(WORK_MILLIS);
          }
          return done.size();
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> workers = new ArrayList<>();
      for (int n = 0; n < WORKERS; n++) {
        workers.add(worker);
      }
      for (Future<Integer> end : threads.invokeAll(workers)) {
        assertThat(end.get()).isZero();
      }
    }
    return waits;
  }

  private static double cpu(RealRedis redis) {
    return Double.parseDouble(RedisShell.info(redis.port(), "cpu", "used_cpu_user"))
        + Double.parseDouble(RedisShell.info(redis.port(), "cpu", "used_cpu_sys"));
  }

  private static long commands(RealRedis redis) {
    String stat = RedisShell.info(redis.port(), "commandstats", "cmdstat_evalsha");
    return Long.parseLong(stat.replaceAll("calls=(\\d+),.*", "$1"));
  }
}
