package openbell.faults;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import openbell.model.run.FailureException;
import openbell.runtime.queue.Enqueued;
import openbell.runtime.queue.Held;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.adapter.RedisJobQueues;
import openbell.runtime.queue.adapter.RedisQueuesForTests;
import openbell.runtime.testing.RealRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Faults that only the queue and its Redis see; no city is needed.
class BareQueueFaultsIT {
  private static final Duration LEASE = ofSeconds(60);
  private static final long TWO_HOURS = ofHours(2).toMillis();
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  // --- F21 ---

  @Test
  void aClockThatJumpsCostsNoJobAndGivesNoneTwice() throws Exception {
    Faults.play(
        "F21",
        story -> {
          AtomicLong now = new AtomicLong(System.currentTimeMillis());
          try (RealRedis redis = RealRedis.with();
              RedisJobQueues queues = RedisQueuesForTests.withClock(vertx, redis.uri(), now::get)) {
            heldJobsOutliveJumps(queues.named("jumps"), now);
            story.saw("a held job is kept by its next beat; who is late is forgiven");
            story.saw("%s", wander(queues.named("wandering"), now, story.random()));
          }
          noCommandCarriesAClientsTime(story);
          story.injected(
              "the clock of the queue's scripts +2 h and -2 h, with jobs held and at 400 steps"
                  + " (no other clock for a process: clients send no time, which was overheard)");
        });
  }

  private static void heldJobsOutliveJumps(JobQueue queue, AtomicLong now) {
    // Given three jobs in hand and three that wait
    BareJobs.put(queue, 0, 6);
    List<Leased> held = queue.claim("c1", "one", 3, LEASE).jobs();
    // When the clock jumps ahead and the holder's beat comes first, they stay its own
    now.addAndGet(TWO_HOURS);
    assertThat(queue.heartbeat("one", BareJobs.beats(held), LEASE)).containsOnly(Held.OK);
    List<Leased> others = queue.claim("c2", "two", 10, LEASE).jobs();
    assertThat(BareJobs.ids(others)).hasSize(3).doesNotContainAnyElementsOf(BareJobs.ids(held));
    // When somebody else comes first, they are handed out again, and nobody is blamed
    now.addAndGet(TWO_HOURS);
    List<Leased> again = queue.claim("c3", "three", 10, LEASE).jobs();
    assertThat(again).hasSize(6).allMatch(job -> job.attempt() == 2);
    assertThat(BareJobs.ids(again)).allMatch(id -> queue.find(id).orElseThrow().crashes() == 0);
    assertThat(held).allMatch(job -> BareJobs.settle(queue, job) == Settled.STALE);
    // When it jumps back, nothing that is held is handed out, and fences still rise
    now.addAndGet(-2 * TWO_HOURS);
    BareJobs.put(queue, 6, 8);
    List<Leased> fresh = queue.claim("c4", "one", 10, LEASE).jobs();
    assertThat(BareJobs.ids(fresh)).containsExactlyInAnyOrder("job-6", "job-7");
    assertThat(fresh).allMatch(job -> job.fence() > BareJobs.highest(again));
    assertThat(queue.heartbeat("three", BareJobs.beats(again), LEASE)).containsOnly(Held.OK);
    assertThat(again).allMatch(job -> BareJobs.settle(queue, job) == Settled.OK);
    assertThat(fresh).allMatch(job -> BareJobs.settle(queue, job) == Settled.OK);
    assertThat(queue.depth().done()).isEqualTo(8);
  }

  /// Three workers take and settle at random while the clock jumps at random.
  private static String wander(JobQueue queue, AtomicLong now, Random random) {
    int jobs = 200;
    BareJobs.put(queue, 0, jobs);
    Map<String, Hand> hands = new HashMap<>();
    long origin = now.get();
    long fence = 0;
    int jumps = 0;
    int step = 0;
    for (; queue.depth().done() < jobs && step < 5_000; step++) {
      if (step < 400 && random.nextInt(10) == 0) {
        // Never far from home: a lease that is over for a day is another matter.
        now.addAndGet(now.get() > origin ? -TWO_HOURS : TWO_HOURS);
        jumps++;
      }
      now.addAndGet(random.nextInt(20_000));
      String worker = "w" + random.nextInt(3);
      List<Hand> own = hands.values().stream().filter(h -> h.worker.equals(worker)).toList();
      if (!own.isEmpty() && random.nextBoolean()) {
        Hand hand = own.get(random.nextInt(own.size()));
        hands.remove(hand.job.id());
        assertThat(BareJobs.settle(queue, hand.job)).as("%s", hand).isIn(hand.answers());
        continue;
      }
      // A claim ends what is over now, and no jump back makes that undone.
      hands.replaceAll((_, hand) -> hand.at(now.get()));
      for (Leased job : queue.claim("claim-" + step, worker, 5, LEASE).jobs()) {
        Hand before = hands.get(job.id());
        assertThat(before == null || before.over).as("%s held twice", job).isTrue();
        assertThat(job.fence()).isGreaterThan(fence);
        fence = job.fence();
        hands.put(job.id(), new Hand(worker, job, now.get() + LEASE.toMillis(), false));
      }
    }
    assertThat(queue.depth().done()).isEqualTo(jobs);
    return "%d jumps in %d steps: %d jobs done, fences rose, none held twice"
        .formatted(jumps, step, jobs);
  }

  /// @param till when its lease ends, by the queue's clock
  private record Hand(String worker, Leased job, long till, boolean over) {
    Hand at(long now) {
      return new Hand(worker, job, till, over || till <= now);
    }

    /// A lease that is over may be settled until somebody looks.
    List<Settled> answers() {
      return over ? List.of(Settled.OK, Settled.STALE) : List.of(Settled.OK);
    }
  }

  /// A worker whose clock is wrong can do no harm if it never says what time it is. Fences, of 16
  /// digits, are the server's.
  private static void noCommandCarriesAClientsTime(Story story) throws Exception {
    try (RealRedis redis = RealRedis.with();
        RedisJobQueues queues = new RedisJobQueues(vertx, redis.uri(), 1_000)) {
      JobQueue queue = queues.named("overheard");
      List<String> heard =
          RedisShell.overhear(
              redis.port(),
              () -> {
                BareJobs.put(queue, 0, 5);
                List<Leased> jobs = queue.claim("c", "w", 5, LEASE).jobs();
                queue.heartbeat("w", BareJobs.beats(jobs), LEASE);
                jobs.forEach(job -> BareJobs.settle(queue, job));
              });
      List<String> calls =
          heard.stream().filter(line -> line.matches("(?i).*\"evalsha\".*")).toList();
      assertThat(calls).hasSizeGreaterThanOrEqualTo(8);
      assertThat(calls).noneMatch(line -> line.matches(".*\"1[0-9]{9}([0-9]{3})?\".*"));
      story.saw("%d commands overheard, none with a time of the client", calls.size());
    }
  }

  // --- F37 ---

  @Test
  void aFullDiskIsSaidLoudlyAndCostsNothing() throws Exception {
    Faults.play(
        "F37",
        story -> {
          story.injected("Redis may not write beyond 256 KiB (ulimit -f), everysec");
          try (RealRedis redis = RealRedis.onSmallDisk(256);
              RedisJobQueues queues = new RedisJobQueues(vertx, redis.uri(), 1_000_000)) {
            JobQueue queue = queues.named("full");
            // Given a producer that is refused at last
            List<String> accepted = new ArrayList<>();
            String refusal = fill(queue, accepted);
            assertThat(refusal).contains("MISCONF");
            assertThatThrownBy(() -> queue.claim("c", "w", 1, LEASE))
                .hasMessageContaining("MISCONF");
            assertThat(queue.depth().ready()).as("what was refused").isEqualTo(accepted.size());
            story.saw("refused after %d: %s", accepted.size(), refusal);
            // When there is room again, for the running server if the system can do that
            boolean atOnce = redis.roomAgain();
            if (atOnce) {
              await()
                  .atMost(ofSeconds(10))
                  .ignoreExceptions()
                  .until(() -> queue.claim("look", "w", 0, LEASE) != null);
            }
            redis.kill();
            redis.start();
            await().ignoreExceptions().until(() -> queue.depth() != null);
            // Then everything that was accepted is there and can be done
            long lost = accepted.stream().filter(id -> queue.find(id).isEmpty()).count();
            story.saw(
                "room %s, then SIGKILL and restart: %d of %d lost",
                atOnce ? "given to the running server, which went on" : "only after its end",
                lost,
                accepted.size());
            // Redis says yes to the command whose write finds the disk full, and keeps it in
            // memory.
            assertThat(lost).isLessThanOrEqualTo(atOnce ? 0 : 1);
            assertThat(work(queue)).isEqualTo(accepted.size() - (int) lost);
          }
        });
  }

  /// Puts jobs in until one is refused; answers with which words.
  private static String fill(JobQueue queue, List<String> accepted) {
    while (accepted.size() < 5_000) {
      String id = "job-" + accepted.size();
      try {
        assertThat(queue.enqueue(List.of(NewJob.of(id, "anna", 5, 3, new byte[1_000]))))
            .containsOnly(Enqueued.NEW);
        accepted.add(id);
      } catch (FailureException refused) {
        return String.valueOf(refused.getMessage());
      }
    }
    throw new AssertionError("the disk was never full");
  }

  private static int work(JobQueue queue) {
    int done = 0;
    while (true) {
      List<Leased> jobs = queue.claim("work-" + done, "w", 100, LEASE).jobs();
      if (jobs.isEmpty()) {
        return done;
      }
      for (Leased job : jobs) {
        assertThat(BareJobs.settle(queue, job)).isEqualTo(Settled.OK);
        done++;
      }
    }
  }

  // --- F39 ---

  @Test
  @Tag("full")
  void twoVersionsServeOneQueue() throws Exception {
    Faults.play(
        "F39",
        story -> {
          try (RealRedis redis = RealRedis.with();
              RedisJobQueues ours = new RedisJobQueues(vertx, redis.uri(), 1_000);
              RedisJobQueues theirs = RedisQueuesForTests.ofAnotherVersion(vertx, redis.uri())) {
            JobQueue here = ours.named("both");
            JobQueue there = theirs.named("both");
            for (int round = 0; round < 10; round++) {
              passOn(here, there, 10 * round);
              passOn(there, here, 10 * round + 5);
            }
            assertThat(here.depth().done()).isEqualTo(100);
            assertThat(there.depth().done()).isEqualTo(100);
            story.injected("two programs whose scripts differ in text, on one queue, 20 rounds");
            story.saw("100 jobs put in by one, claimed by the other, settled by both");
          }
        });
  }

  private static void passOn(JobQueue from, JobQueue to, int first) {
    BareJobs.put(from, first, first + 5);
    List<Leased> jobs = to.claim("claim-" + first, "w", 10, LEASE).jobs();
    assertThat(jobs).hasSize(5);
    assertThat(from.heartbeat("w", BareJobs.beats(jobs), LEASE)).containsOnly(Held.OK);
    for (Leased job : jobs) {
      JobQueue either = job.fence() % 2 == 0 ? from : to;
      assertThat(BareJobs.settle(either, job)).isEqualTo(Settled.OK);
      assertThat(BareJobs.settle(from, job)).as("the same again").isEqualTo(Settled.OK);
      assertThat(to.find(job.id()).orElseThrow().state()).isEqualTo(JobState.DONE);
    }
  }
}
