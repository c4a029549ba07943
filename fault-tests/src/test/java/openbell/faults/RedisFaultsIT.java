package openbell.faults;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import openbell.model.run.FailureException;
import openbell.runtime.queue.Claim;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Settlement;
import openbell.runtime.queue.adapter.RedisJobQueues;
import openbell.runtime.testing.RealRedis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What Redis suffers, while the city works.
class RedisFaultsIT {
  private final City city = City.shared();

  @BeforeEach
  void allHandsOnDeck() {
    city.atFullStrength();
  }

  @Test
  void aBatchEndsAlthoughRedisIsKilledInTheMiddleOfIt() throws Exception {
    Faults.play(
        "F10",
        story -> {
          int kills = Faults.FULL ? 5 : 1;
          story.injected("SIGKILL of Redis in the middle of a batch, %d times; restart", kills);
          for (int kill = 0; kill < kills; kill++) {
            Batch batch = city.open();
            awaitWorkUnderWay(batch);
            city.redis().kill();
            City.sleep(story.random().nextInt(1_500));
            city.redis().start();
            long back = System.nanoTime();
            new EndChecks(city).require(batch);
            story.saw("batch ended %.1f s after Redis was back", Story.seconds(Story.since(back)));
          }
        });
  }

  @Test
  void whatRedisAcknowledgedIsThereAfterAKill() throws Exception {
    Faults.play(
        "F10",
        story -> {
          int kills = Faults.FULL ? 16 : 3;
          story.injected("SIGKILL of Redis under load of one producer and one worker");
          Vertx vertx = Vertx.vertx();
          try (RealRedis redis = RealRedis.with();
              RedisJobQueues queues = new RedisJobQueues(vertx, redis.uri(), 1_000_000)) {
            JobQueue queue = queues.named("acknowledged");
            Promises promises = new Promises();
            for (int kill = 0; kill < kills; kill++) {
              Thread producer = Thread.ofVirtual().start(() -> promises.enqueue(queue));
              Thread worker = Thread.ofVirtual().start(() -> promises.settle(queue));
              int before = promises.accepted.size();
              await().until(() -> promises.accepted.size() > before + 200);
              City.sleep(story.random().nextInt(200));
              redis.kill();
              producer.join();
              worker.join();
              redis.start();
            }
            await().ignoreExceptions().until(() -> queue.depth() != null);
            assertThat(promises.settled).isNotEmpty();
            assertThat(promises.accepted).allMatch(id -> queue.find(id).isPresent());
            assertThat(promises.settled)
                .allMatch(id -> queue.find(id).orElseThrow().state() == JobState.DONE);
            story.saw(
                "%d kills: of %,d acknowledged jobs 0 lost, of %,d settled 0 forgotten",
                kills, promises.accepted.size(), promises.settled.size());
          } finally {
            vertx.close();
          }
        });
  }

  @Test
  void aBatchEndsAlthoughRedisForgetsEverything() throws Exception {
    Faults.play(
        "F12",
        story -> {
          Batch batch = city.open();
          awaitWorkUnderWay(batch);
          long queued = city.queue("run-jobs").depth().ready();
          city.flushRedis();
          long flushed = System.nanoTime();
          story.injected("FLUSHALL in the middle of a batch, %d run jobs waiting", queued);
          new EndChecks(city).withoutQueueMemory().require(batch);
          story.saw("every run done again, %.1f s later", Story.seconds(Story.since(flushed)));
        });
  }

  /// The runs are recorded as done, and nobody has compared them yet: a look at unfinished runs
  /// finds nothing.
  @Test
  void mailsGoOutAlthoughRedisForgetsTheResultsThatWaited() throws Exception {
    Faults.play("F12", story -> forgetWhatWaitsIn("run-results", "trade-signal", story));
  }

  /// The runs are compared, and nobody has written to anybody yet.
  @Test
  @Tag("full")
  void mailsGoOutAlthoughRedisForgetsTheNotificationsThatWaited() throws Exception {
    Faults.play("F12", story -> forgetWhatWaitsIn("notifications", "notification", story));
  }

  private void forgetWhatWaitsIn(String channel, String reader, Story story) {
    Program stopped = city.service(reader);
    Batch batch;
    stopped.pause();
    try {
      batch = city.open();
      await()
          .atMost(ofSeconds(60))
          .until(() -> city.queue(channel).depth().ready() >= batch.runs() / 2);
      await().atMost(ofSeconds(60)).until(() -> city.done(batch) == batch.runs());
      long waiting = city.queue(channel).depth().ready();
      city.flushRedis();
      story.injected("FLUSHALL with every run done and %d %s waiting", waiting, channel);
    } finally {
      stopped.resume();
    }
    long flushed = System.nanoTime();
    new EndChecks(city).withoutQueueMemory().require(batch);
    story.saw("every mail out %.1f s later", Story.seconds(Story.since(flushed)));
  }

  /// What was done since is asked for again, and what was put in since is not there.
  @Test
  @Tag("full")
  void aCopyOfYesterdayHarmsNobody() throws Exception {
    Faults.play(
        "F11",
        story -> {
          // Given a copy of Redis' log from the middle of a batch, and five more seconds of work
          Batch seen = city.open();
          awaitWorkUnderWay(seen);
          int done = city.done(seen);
          Path log = city.redis().folder().resolve("appendonly.aof");
          Path copy = city.redis().folder().resolve("copy.aof");
          Files.copy(log, copy, StandardCopyOption.REPLACE_EXISTING);
          Batch unseen = city.open();
          City.sleep(5_000);
          long fence = fenceOfANewClaim();
          int lateRuns = city.done(seen) - done + city.done(unseen);
          // When Redis comes back with the copy
          city.redis().kill();
          Files.copy(copy, log, StandardCopyOption.REPLACE_EXISTING);
          city.redis().start();
          long back = System.nanoTime();
          // Then both batches end as if nothing had been
          EndChecks end = new EndChecks(city).withoutQueueMemory();
          end.require(seen);
          end.require(unseen);
          story.injected(
              "Redis' log from 5 s ago; %d runs had ended and a batch had begun since", lateRuns);
          story.saw("both batches at rest %.1f s later", Story.seconds(Story.since(back)));
          assertThat(fenceOfANewClaim()).isGreaterThan(fence);
          story.saw("no second mail, 1 manifest each, fences still rise");
        });
  }

  private long fenceOfANewClaim() {
    JobQueue queue = city.queue("fences");
    String id = "fence-" + System.nanoTime();
    var _ = queue.enqueue(List.of(NewJob.of(id, "anna", 5, 3, new byte[0])));
    Leased job = queue.claim(id, "w", 1, ofSeconds(60)).jobs().getFirst();
    assertThat(queue.settle(job.id(), job.fence(), new Settlement.Done())).isEqualTo(Settled.OK);
    return job.fence();
  }

  /// Some runs are done and some are not: a fault now hits every stage.
  private void awaitWorkUnderWay(Batch batch) {
    await()
        .atMost(ofSeconds(30))
        .pollInterval(ofMillis(10))
        .until(() -> city.done(batch) >= batch.runs() / 10 && city.done(batch) < batch.runs());
  }

  /// What a queue promised to its callers until its server was killed.
  private static final class Promises {
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> settled = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();

    void enqueue(JobQueue queue) {
      try {
        while (true) {
          String id = "job-" + numbers.incrementAndGet();
          var _ = queue.enqueue(List.of(NewJob.of(id, "anna", 5, 3, new byte[100])));
          accepted.add(id);
        }
      } catch (FailureException _) {
        // The server is dead; this answer was never given.
      }
    }

    void settle(JobQueue queue) {
      try {
        while (true) {
          String call = "call-" + numbers.incrementAndGet();
          Claim claim = queue.claim(call, "w", 10, ofSeconds(60));
          for (Leased job : claim.jobs()) {
            if (queue.settle(job.id(), job.fence(), new Settlement.Done()) == Settled.OK) {
              settled.add(job.id());
            }
          }
        }
      } catch (FailureException _) {
        // The server is dead; this answer was never given.
      }
    }
  }
}
