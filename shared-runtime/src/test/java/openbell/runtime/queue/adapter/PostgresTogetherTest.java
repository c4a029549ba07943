package openbell.runtime.queue.adapter;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.runtime.queue.Beat;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.QueueDepth;
import openbell.runtime.queue.Retention;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Settlement;
import openbell.runtime.queue.Settling;
import openbell.runtime.testing.RealPostgres;
import org.junit.jupiter.api.Test;

/// Everybody does everything at the same time, on the real clock: no deadlock, no fence twice, no
/// job twice done, none lost.
class PostgresTogetherTest {
  private static final int PEOPLE = 8;
  private static final int STEPS = 250;
  private static final Retention A_DAY = new Retention(Duration.ofDays(1), 100_000_000);
  private static final Failure LATER = new Failure(FailureReason.STORE_UNAVAILABLE, "later");

  private final Map<Long, String> fences = new ConcurrentHashMap<>();
  private final Map<String, Integer> done = new ConcurrentHashMap<>();
  private final Map<String, Boolean> cancelled = new ConcurrentHashMap<>();

  @Test
  void nobodyHoldsUpTheOthers() throws Exception {
    // Given
    RealPostgres.Database database = PostgresBench.migrated(RealPostgres.newDatabase());
    try (PostgresJobQueues queues = PostgresBench.queues(database, 100_000, () -> 0);
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE)) {
      JobQueue queue = queues.named("together");
      // When
      List<Future<?>> lives = new ArrayList<>();
      for (int person = 0; person < PEOPLE; person++) {
        String name = "w" + person;
        long seed = person;
        lives.add(people.submit(() -> live(queue, name, new SplittableRandom(seed))));
      }
      for (Future<?> life : lives) {
        life.get();
      }
      finish(queue);
      // Then
      assertThat(done.values()).as("a job is done once").containsOnly(1);
      QueueDepth depth = queue.depth();
      assertThat(depth.ready() + depth.leased() + depth.delayed()).isZero();
      assertThat(done.size() + depth.dead()).isGreaterThan(PEOPLE * STEPS / 4);
      assertThat(depth.done()).isEqualTo(done.size());
      assertThat(deadlocks(database)).isZero();
    }
  }

  private void live(JobQueue queue, String name, SplittableRandom random) {
    List<Settling> settlings = List.of();
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> queue.enqueue(newJobs(name, step, random));
        case 3 -> {
          var _ = queue.tick(A_DAY);
        }
        case 4 -> {
          String id = name + "-" + random.nextInt(step + 1) + "-0";
          if (random.nextInt(4) == 0 && queue.cancel(id)) {
            cancelled.put(id, true);
          } else {
            var _ = queue.replay(id);
          }
        }
        default -> {
          List<Settling> asked = settlings;
          var turnover =
              queue.settleAndClaim(
                  asked, name + "-" + step, name, random.nextInt(1, 6), ofMillis(400));
          count(asked, turnover.settled());
          settlings = outcomes(queue, turnover.claim().jobs(), name, random);
        }
      }
    }
    count(settlings, queue.settleAll(settlings));
  }

  private static List<NewJob> newJobs(String name, int step, SplittableRandom random) {
    List<NewJob> jobs =
        new ArrayList<>(
            IntStream.range(0, 3)
                .mapToObj(
                    i ->
                        NewJob.of(
                                name + "-" + step + "-" + i,
                                "o" + random.nextInt(4),
                                50,
                                50,
                                new byte[9])
                            .withPriority(random.nextInt(3))
                            .withDelay(ofMillis(random.nextInt(4) == 0 ? 50 : 0)))
                .toList());
    // One that everybody sends.
    jobs.add(NewJob.of("shared-" + step / 4, "o1", 50, 50, new byte[9]));
    return jobs;
  }

  private List<Settling> outcomes(
      JobQueue queue, List<Leased> jobs, String name, SplittableRandom random) {
    for (Leased job : jobs) {
      assertThat(fences.put(job.fence(), job.id())).as("fence given twice").isNull();
    }
    if (random.nextBoolean()) {
      var _ =
          queue.heartbeat(
              name,
              jobs.stream().map(j -> new Beat(j.id(), j.fence(), new byte[] {1})).toList(),
              ofSeconds(1));
    }
    // Some are forgotten, and come back when their lease runs out.
    return jobs.stream()
        .filter(_ -> random.nextInt(10) > 0)
        .map(j -> new Settling(j.id(), j.fence(), outcome(random)))
        .toList()
        .reversed();
  }

  private static Settlement outcome(SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> new Settlement.RetryAfter(ofMillis(random.nextInt(2) * 30L), LATER);
      case 1 -> new Settlement.Released(new byte[] {2});
      case 2 -> new Settlement.DeadLetter(LATER);
      default -> new Settlement.Done();
    };
  }

  private void count(List<Settling> asked, List<Settled> answers) {
    for (int i = 0; i < asked.size(); i++) {
      if (answers.get(i) == Settled.OK && asked.get(i).settlement() instanceof Settlement.Done) {
        // A job that was cancelled may come again under its id.
        if (!cancelled.containsKey(asked.get(i).id())) {
          done.merge(asked.get(i).id(), 1, Integer::sum);
        }
      }
    }
  }

  private void finish(JobQueue queue) throws InterruptedException {
    for (int i = 0; ; i++) {
      List<Leased> jobs = queue.claim("end-" + i, "end", 100, ofSeconds(60)).jobs();
      List<Settling> all =
          jobs.stream().map(j -> new Settling(j.id(), j.fence(), new Settlement.Done())).toList();
      count(all, queue.settleAll(all));
      QueueDepth depth = queue.depth();
      if (depth.ready() + depth.leased() + depth.delayed() == 0) {
        for (String id : List.copyOf(cancelled.keySet())) {
          if (queue.find(id).filter(v -> v.state() == JobState.DONE).isPresent()) {
            done.put(id, 1);
          }
        }
        return;
      }
      if (jobs.isEmpty()) {
        queue.awaitWork(ofMillis(100));
      }
    }
  }

  private static int deadlocks(RealPostgres.Database database) {
    return database
        .jdbi()
        .withHandle(
            h ->
                h.createQuery(
                        "select deadlocks from pg_stat_database where datname = current_database()")
                    .mapTo(Integer.class)
                    .one());
  }
}
