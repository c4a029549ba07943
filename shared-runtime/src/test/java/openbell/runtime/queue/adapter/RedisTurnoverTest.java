package openbell.runtime.queue.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.Retention;
import openbell.runtime.testing.ManualClock;
import openbell.runtime.testing.RealRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a turnover leaves at the door and in the queue's own hash, on a real Redis.
class RedisTurnoverTest {
  private static final Duration LEASE = ofSeconds(60);
  private static final Retention A_DAY = new Retention(Duration.ofHours(24), 1_000_000);
  private static final String INBOX = "{work}:inbox";

  private final ManualClock clock = ManualClock.at("2026-01-05T14:30:00Z");
  private final Vertx vertx = Vertx.vertx();
  private final RealRedis redis = RealRedis.with("--appendonly", "no");
  private final RedisJobQueues queues =
      new RedisJobQueues(
          vertx, RedisServers.of(redis.uri()), 10_000, clock::millis, RedisScripts.asWritten());
  private final JobQueue queue = queues.named("work");

  @AfterEach
  void stop() {
    queues.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    redis.close();
  }

  @Test
  void theBellStandsWhileAnythingIsReadyAndGoesWithTheLastJob() throws Exception {
    // Given
    queue.enqueue(jobs(3));
    // When
    claim("1", 1);
    int first = command(Command.LLEN, INBOX);
    claim("2", 1);
    int second = command(Command.LLEN, INBOX);
    claim("3", 1);
    // Then
    assertThat(List.of(first, second)).containsOnly(1);
    assertThat(command(Command.EXISTS, INBOX)).isZero();
  }

  @Test
  void everyWorkerThatLooksIsWokenWhileAnythingIsReady() throws Exception {
    // Given a bell that rang for one claim and was not heard in the next
    queue.enqueue(jobs(4));
    claim("1", 1);
    claim("2", 1);
    // When a worker hears it and claims, and then another one
    queue.awaitWork(ofSeconds(30));
    List<Leased> heard = claim("3", 1);
    queue.awaitWork(ofSeconds(30));
    // Then
    assertThat(heard).hasSize(1);
    assertThat(claim("4", 1)).hasSize(1);
    assertThat(command(Command.EXISTS, INBOX, "{work}:staged")).isZero();
  }

  @Test
  void aClaimTakesTheBellAwayWhileTheQueueIsDrained() throws Exception {
    // Given
    queue.enqueue(jobs(2));
    claim("1", 1);
    queue.drain(true);
    // When
    claim("2", 1);
    // Then
    assertThat(command(Command.EXISTS, INBOX)).isZero();
  }

  @Test
  void aWorkerThatRestsPassesOnWhatWokeIt() throws Exception {
    // Given one that was put to rest while it waited, and was woken by a job
    queue.enqueue(jobs(1));
    queue.awaitWork(ofSeconds(30));
    queue.rest("m-1", true);
    // When
    List<Leased> tired = queue.claim("1", "m-1.w", 1, LEASE).jobs();
    queue.awaitWork(ofSeconds(30));
    // Then
    assertThat(tired).isEmpty();
    assertThat(queue.depth().ready()).isEqualTo(1);
    assertThat(claim("2", 1)).hasSize(1);
    assertThat(command(Command.EXISTS, INBOX, "{work}:staged")).isZero();
  }

  @Test
  void wakesEveryProcessOfAMachineThatIsTakenBackAndLeavesNothing() throws Exception {
    // Given two processes that wait
    queue.rest("m-1", true);
    try (RedisJobQueues others = new RedisJobQueues(vertx, redis.uri(), 10)) {
      List<Thread> waiting =
          Stream.of(queue, others.named("work"))
              .map(one -> Thread.ofVirtual().start(() -> awaitResumed(one)))
              .toList();
      await().atMost(ofSeconds(10)).until(() -> blockedClients() == 2);
      // When
      queue.rest("m-1", false);
      // Then
      for (Thread one : waiting) {
        assertThat(one.join(ofSeconds(10))).isTrue();
      }
    }
    assertThat(command(Command.PTTL, "{work}:rest:m-1")).isBetween(1, 60_000);
    queue.rest("m-1", true);
    assertThat(command(Command.EXISTS, "{work}:rest:m-1")).isZero();
  }

  private long blockedClients() throws InterruptedException {
    String info = RedisTalk.say(vertx, redis, Command.INFO, "clients").toString();
    return info.lines()
        .filter(line -> line.startsWith("blocked_clients:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
        .sum();
  }

  private static void awaitResumed(JobQueue one) {
    try {
      one.awaitResumed("m-1.w", ofSeconds(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anEmptyBodyThatAForeignProducerPushedHidesNobody() throws Exception {
    // Given the bell, a body and what looks like a bell
    queue.enqueue(jobs(2));
    claim("1", 1);
    command(Command.LPUSH, INBOX, "{\"n\": 1}");
    command(Command.LPUSH, INBOX, "");
    // When
    List<Leased> leased = claim("2", 5);
    // Then
    assertThat(leased).hasSize(2);
    assertThat(leased.stream().filter(Leased::raw)).hasSize(1);
    assertThat(command(Command.EXISTS, INBOX)).isZero();
  }

  @Test
  void forgetsTheClaimsOfWorkersThatAreLongGone() throws Exception {
    // Given more workers than a queue remembers for good, and one that came later
    int workers = 1_001;
    for (int from = 0; from < workers; from += 100) {
      queue.enqueue(jobs(from, from + 100));
    }
    for (int worker = 0; worker < workers; worker++) {
      queue.claim("once", "worker-" + worker, 1, LEASE);
    }
    clock.advance(ofMinutes(11));
    List<Leased> young = queue.claim("once", "young", 1, LEASE).jobs();
    // When
    queue.tick(A_DAY);
    // Then
    assertThat(command(Command.HLEN, "{work}:queue")).isLessThan(10);
    assertThat(queue.claim("once", "young", 1, LEASE).jobs())
        .extracting(Leased::fence)
        .containsExactly(young.getFirst().fence());
  }

  @Test
  void aTimeForEverAheadStaysAhead() {
    // Given
    Duration ever = Duration.ofMillis(Long.MAX_VALUE);
    NewJob job = jobs(1).getFirst().withExpiry(ever);
    NewJob later = jobs(1, 2).getFirst().withDelay(ever);
    queue.enqueue(List.of(job, later));
    // When
    List<Leased> leased = queue.claim("1", "w", 5, ever).jobs();
    queue.tick(A_DAY);
    // Then
    assertThat(leased).extracting(Leased::id).containsExactly("job-0");
    assertThat(queue.depth().leased()).isEqualTo(1);
    assertThat(queue.depth().delayed()).isEqualTo(1);
  }

  private List<Leased> claim(String claimId, int max) {
    return queue.claim(claimId, "w", max, LEASE).jobs();
  }

  /// @return a command's answer, which is a number
  private int command(Command command, Object... args) throws InterruptedException {
    Response answer = RedisTalk.say(vertx, redis, command, args);
    return answer.toInteger();
  }

  private static List<NewJob> jobs(int count) {
    return jobs(0, count);
  }

  private static List<NewJob> jobs(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> NewJob.of("job-" + i, "anna", 5, 3, "bytes".getBytes(UTF_8)))
        .toList();
  }
}
