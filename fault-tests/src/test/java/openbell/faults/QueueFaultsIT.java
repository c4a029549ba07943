package openbell.faults;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import openbell.faults.ChaosProxy.Weather;
import openbell.runtime.queue.Enqueued;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.runtime.queue.NewJob;
import openbell.runtime.testing.RealRedis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the way to Redis and the messages themselves can be like.
class QueueFaultsIT {
  private static final List<String> REFUSALS =
      List.of(
          "READONLY You can't write against a read only replica.",
          "LOADING Redis is loading the dataset in memory",
          "MASTERDOWN Link with MASTER is down",
          "BUSY Redis is busy running a script.");

  private final City city = City.shared();

  @BeforeEach
  void allHandsOnDeck() {
    city.atFullStrength();
  }

  @Test
  void aMessageThatNobodyCanReadIsDeadAtOnceAndHarmsNobody() throws Exception {
    Faults.play(
        "F08",
        story -> {
          JobQueue jobs = city.queue("run-jobs");
          Map<String, String> bad =
              Map.of(
                  "bad-json", "{\"schema\":1,",
                  "bad-type", "{\"type\":\"no-such\",\"schema\":1,\"key\":\"k\"}",
                  "bad-bytes", "\u0000\u0001\u0002");
          bad.forEach(
              (id, text) -> jobs.enqueue(List.of(NewJob.of(id, "mallory", 5, 3, bytes(text)))));
          for (String id : bad.keySet()) {
            await()
                .atMost(ofSeconds(20))
                .until(() -> jobs.find(id).orElseThrow().state() == JobState.DEAD);
            JobView dead = jobs.find(id).orElseThrow();
            assertThat(dead.attempts()).isEqualTo(1);
            story.saw("%s: %s", id, dead.error());
          }
          assertThat(city.workers()).allMatch(Program::alive);
          new EndChecks(city).require(city.open());
          story.injected("%d unreadable jobs put into run-jobs", bad.size());
        });
  }

  @Test
  void aFullRedisRefusesNewJobsAndLetsRunningOnesEnd() throws Exception {
    Faults.play(
        "F14",
        story -> {
          Batch batch = city.open();
          await().until(() -> city.done(batch) > 2);
          int port = city.redis().port();
          RedisShell.send(port, "CONFIG RESETSTAT");
          long claimedBefore = city.done(batch);
          RedisShell.send(port, "CONFIG SET maxmemory 1mb");
          try {
            Enqueued answer =
                city.queue("run-jobs")
                    .enqueue(List.of(NewJob.of("one-too-many", "anna", 5, 3, new byte[100])))
                    .getFirst();
            assertThat(answer).isEqualTo(Enqueued.FULL);
            assertThat(city.queue("run-jobs").find("one-too-many")).isEmpty();
            City.sleep(1_000);
          } finally {
            RedisShell.send(port, "CONFIG SET maxmemory 0");
          }
          new EndChecks(city).require(batch);
          String refused =
              RedisShell.info(port, "errorstats", "errorstat_OOM").replace("count=", "");
          assertThat(Long.parseLong(refused)).isPositive();
          story.injected(
              "maxmemory below what is used, for 1 s, %d of the batch done", claimedBefore);
          story.saw("%s commands refused; enqueue FULL with no trace; then all ended", refused);
        });
  }

  @Test
  void serversThatAnswerButDoNotServeAreAskedSeldom() throws Exception {
    Faults.play(
        "F15",
        story -> {
          for (String answer : Faults.FULL ? REFUSALS : REFUSALS.subList(0, 2)) {
            Batch batch = city.open();
            city.redisLine().weather(new Weather.Answering(answer));
            // What was on its way when it began is not counted.
            City.sleep(1_000);
            Map<String, Long> before = askedBy(city.programs());
            City.sleep(3_000);
            Map<String, Long> asked = askedBy(city.programs());
            assertThat(asked.values()).as("%s was seen", answer).anyMatch(calls -> calls > 0);
            city.redisLine().clear();
            asked.replaceAll((program, calls) -> calls - before.getOrDefault(program, 0L));
            new EndChecks(city).require(batch);
            String name = answer.substring(0, answer.indexOf(' '));
            story.saw("%s: commands in 3 s %s", name, asked);
            asked.forEach(QueueFaultsIT::assertSeldom);
          }
          Batch batch = city.open();
          RedisShell.send(city.redis().port(), "SCRIPT FLUSH");
          new EndChecks(city).require(batch);
          story.saw("NOSCRIPT: scripts loaded again");
          story.injected("the proxy answers for 4 s in the middle of a batch; SCRIPT FLUSH");
        });
  }

  private Map<String, Long> askedBy(List<Program> programs) {
    Map<String, Long> asked = new TreeMap<>();
    programs.forEach(p -> asked.put(p.name(), city.redisLine().answered(p.name())));
    return asked;
  }

  /// Two commands a second of a worker, which has one channel, besides its beats, one a second
  /// here.
  /// Others have up to two channels, an outbox and something to look after, every second here.
  private static void assertSeldom(String program, long calls) {
    long most = program.startsWith("worker-") ? 2 * 3 : 4 * 2 * 3;
    assertThat(calls).as("commands of %s in 3 s", program).isLessThanOrEqualTo(most);
  }

  @Test
  void deadConnectionsAreNoticedThoughNobodySaysSo() throws Exception {
    Faults.play(
        "F18",
        story -> {
          Batch batch = city.open();
          await().until(() -> city.done(batch) > 2);
          int dead = city.redisLine().deaden();
          long began = System.nanoTime();
          new EndChecks(city).require(batch);
          assertThat(city.redisLine().swallowed()).isPositive();
          story.injected(
              "%d connections half-open in the middle of a batch, waits of 10 s included", dead);
          story.saw("batch ended after %.1f s", Story.seconds(Story.since(began)));
          assertThat(Story.since(began)).isLessThan(ofSeconds(45));
        });
  }

  @Test
  void theSameMessageIsOneJob() throws Exception {
    Faults.play(
        "F19",
        story -> {
          JobQueue queue = city.queue("twice");
          List<Callable<Enqueued>> calls = new ArrayList<>();
          for (int i = 0; i < 32; i++) {
            NewJob job = NewJob.of("same", "anna", 5, 3, bytes("call " + i));
            calls.add(() -> queue.enqueue(List.of(job)).getFirst());
          }
          List<Enqueued> answers = atOnce(calls);
          assertThat(answers).containsOnlyOnce(Enqueued.NEW).hasSize(32);
          assertThat(queue.depth().ready()).isEqualTo(1);
          assertThat(queue.cancel("same")).isTrue();
          // and the whole way: one session, opened eight times at once
          Batch batch = city.open();
          List<Callable<Integer>> fires = new ArrayList<>();
          for (int i = 0; i < 8; i++) {
            fires.add(() -> city.fire(batch.session()).statusCode());
          }
          assertThat(atOnce(fires)).containsOnly(202);
          new EndChecks(city).require(batch);
          story.injected("32 enqueues of one id at once; one session opened 9 times");
          story.saw("1 NEW, 31 DUPLICATE, 1 job; %d runs, as many mails", batch.runs());
        });
  }

  @Test
  @Tag("full")
  void anIdleWorkerHardlyAsks() throws Exception {
    Faults.play(
        "F43",
        story -> {
          try (RealRedis quiet = RealRedis.with();
              Program worker =
                  city.second(
                      "strategy-worker",
                      Map.of(
                          "QUARKUS_REDIS_HOSTS", quiet.uri(),
                          "OPENBELL_QUEUE_LEASE_FOR", "60s",
                          "OPENBELL_QUEUE_HEARTBEAT_EVERY", "20s",
                          "OPENBELL_QUEUE_WAKE_WAIT", "55s"))) {
            Program.awaitReady(List.of(worker));
            City.sleep(3_000);
            RedisShell.send(quiet.port(), "CONFIG RESETSTAT");
            City.sleep(10_000);
            Map<String, Integer> calls = commands(quiet);
            int asked = calls.values().stream().mapToInt(Integer::intValue).sum();
            story.injected(
                "one worker alone on its own Redis, idle for 10 s, lease and waits as shipped");
            story.saw("%d commands %s", asked, calls);
            assertThat(asked).isLessThanOrEqualTo(2);
          }
        });
  }

  @Test
  @Tag("full")
  void slowAnswersTakeNoJobAway() throws Exception {
    Faults.play(
        "F17",
        story -> {
          for (Duration slow : List.of(ofMillis(200), ofMillis(400))) {
            Batch batch = city.open();
            long crashes = city.queue("run-jobs").depth().mishaps().crashes();
            city.redisLine().weather(new Weather.Slow(slow));
            City.sleep(10_000);
            city.redisLine().clear();
            new EndChecks(city).require(batch);
            long more = city.queue("run-jobs").depth().mishaps().crashes() - crashes;
            story.saw("+%d ms: %d leases lost", slow.toMillis(), more);
            assertThat(more).isZero();
          }
          story.injected("answers later by 200 and 400 ms, lease 3 s (as +8 s to a lease of 60 s)");
        });
  }

  @Test
  @Tag("full")
  void aSettlementWhoseAnswerIsLostIsAskedAgain() throws Exception {
    Faults.play(
        "F03",
        story -> {
          Batch batch = city.open();
          await().until(() -> city.done(batch) > 2);
          city.redisLine().weather(new Weather.Deaf());
          await().atMost(ofSeconds(10)).until(() -> city.redisLine().swallowed() > 200);
          long lost = city.redisLine().swallowed();
          city.redisLine().clear();
          new EndChecks(city).require(batch);
          story.injected("answers lost in the middle of a batch, then the connections");
          story.saw("%d bytes of answers lost; every job done once", lost);
        });
  }

  /// Commands that clients sent, by name: what scripts do inside is counted by the server as well.
  private static Map<String, Integer> commands(RealRedis redis) {
    Map<String, Integer> calls = new TreeMap<>();
    RedisShell.send(redis.port(), "INFO commandstats")
        .lines()
        .filter(line -> line.matches("cmdstat_(evalsha|eval|blmove|ping|hello|script.*):.*"))
        .forEach(
            line ->
                calls.put(
                    line.replaceAll("cmdstat_(.*):.*", "$1"),
                    Integer.parseInt(line.replaceAll(".*:calls=(\\d+),.*", "$1"))));
    return calls;
  }

  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> answers = new ArrayList<>();
      for (Future<T> call : threads.invokeAll(calls)) {
        answers.add(call.get());
      }
      return answers;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
