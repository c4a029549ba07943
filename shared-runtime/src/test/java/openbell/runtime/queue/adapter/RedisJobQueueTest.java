package openbell.runtime.queue.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import openbell.runtime.queue.Beat;
import openbell.runtime.queue.Enqueued;
import openbell.runtime.queue.Held;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobQueueContract;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Settlement;
import openbell.runtime.testing.RealRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The contract on a real Redis, and what only Redis has: foreign producers, memory, crashes.
class RedisJobQueueTest extends JobQueueContract {
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static RealRedis redis;
  private static Vertx vertx;

  private final List<AutoCloseable> opened = new ArrayList<>();
  private String name = "";

  @BeforeAll
  static void start() {
    redis = RealRedis.with();
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    redis.close();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  @Override
  public JobQueue newQueue(long capacity) {
    name = "contract-" + NAMES.incrementAndGet();
    return open(redis, capacity).named(name);
  }

  private RedisJobQueues open(RealRedis server, long capacity) {
    RedisJobQueues queues =
        new RedisJobQueues(
            vertx,
            RedisServers.of(server.uri()),
            capacity,
            clock::millis,
            RedisScripts.asWritten());
    opened.add(queues);
    return queues;
  }

  private static Response command(RealRedis server, Command command, Object... args)
      throws InterruptedException {
    return RedisTalk.say(vertx, server, command, args);
  }

  @Test
  void handsWhatAForeignProducerPushedToTheClaimant() throws Exception {
    // Given
    JobQueue queue = newQueue();
    String body = "{\"type\":\"run-requested\", \"x\": \"ä\"}";
    // When
    command(redis, Command.LPUSH, "{" + name + "}:inbox", body);
    Leased leased = claim(queue, 5).getFirst();
    // Then
    assertThat(leased.raw()).isTrue();
    assertThat(leased.payload()).asString(UTF_8).isEqualTo(body);
    assertThat(leased.id()).startsWith("raw-");
    assertThat(queue.settle(leased.id(), leased.fence(), new Settlement.Done()))
        .isEqualTo(Settled.OK);
  }

  @Test
  void buriesAPushedBodyThatIsTooLarge() throws Exception {
    // Given
    JobQueue queue = newQueue();
    command(redis, Command.LPUSH, "{" + name + "}:inbox", "x y".repeat(100_000));
    // When
    List<Leased> leased = claim(queue, 5);
    // Then
    assertThat(leased).isEmpty();
    assertThat(queue.peek(JobState.DEAD, 0, 5))
        .singleElement()
        .satisfies(view -> assertThat(view.error()).startsWith("PAYLOAD_TOO_LARGE"));
  }

  @Test
  void keepsTheDoorShortThroughItsOwnProducersAndServesAForeignOneInTurn() throws Exception {
    // Given a flood of foreign bodies
    JobQueue queue = newQueue();
    for (int i = 0; i < 500; i++) {
      command(redis, Command.LPUSH, "{" + name + "}:inbox", "{\"n\": " + i + "}");
    }
    // When our producers come
    for (int i = 0; i < 5; i++) {
      String prefix = "own" + i + "-";
      queue.enqueue(IntStream.range(0, 100).mapToObj(n -> job(prefix + n)).toList());
    }
    // Then
    assertThat(command(redis, Command.LLEN, "{" + name + "}:inbox").toInteger()).isEqualTo(100);
    assertThat(queue.depth().ready()).isEqualTo(1_000);
    assertThat(claim(queue, 4).stream().filter(Leased::raw)).hasSize(2);
  }

  @Test
  void wakesOneMoreWorkerForWhatAClaimLeavesReady() throws Exception {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a"), job("b")));
    // When
    claim(queue, 1);
    queue.awaitWork(ofSeconds(30));
    // Then
    assertThat(queue.depth().ready()).isEqualTo(1);
    assertThat(queue.peek(JobState.READY, 0, 10)).extracting(JobView::id).containsExactly("b");
    assertThat(claim(queue, 1)).extracting(Leased::id).containsExactly("b");
    assertThat(queue.depth().ready()).isZero();
  }

  @Test
  void wakesAWorkerWhenADrainEnds() throws Exception {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    queue.drain(true);
    claim(queue, 1);
    // When
    queue.drain(false);
    queue.awaitWork(ofSeconds(30));
    // Then
    assertThat(claim(queue, 1)).hasSize(1);
  }

  @Test
  void leafsThroughReadyJobsPastTheDoor() {
    // Given two that were let in and three at the door
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a"), job("b"), job("c")));
    claim(queue, 1);
    queue.enqueue(List.of(job("d"), job("e"), job("f")));
    // When
    List<JobView> second = queue.peek(JobState.READY, 1, 2);
    List<JobView> last = queue.peek(JobState.READY, 3, 10);
    // Then
    assertThat(second).extracting(JobView::id).containsExactly("c", "d");
    assertThat(last).extracting(JobView::id).containsExactly("e", "f");
    assertThat(queue.peek(JobState.READY, 5, 10)).isEmpty();
  }

  @Test
  void anIndexEntryWithoutAJobStopsNobody() throws Exception {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a"), job("b"), job("c"), job("d", 1, ofSeconds(1)), job("e")));
    claim(queue, 1);
    for (String id : List.of("a", "b", "c", "d")) {
      command(redis, Command.DEL, "{" + name + "}:j:" + id);
    }
    // When
    clock.advance(ofHours(1));
    List<Leased> leased = claim(queue, 5);
    // Then
    assertThat(leased).extracting(Leased::id).containsExactly("e");
    assertThat(queue.depth().leased()).isEqualTo(1);
    assertThat(queue.depth().ready()).isZero();
    assertThat(queue.depth().mishaps().orphans()).isEqualTo(4);
  }

  @Test
  void loadsItsScriptsAgainAfterTheServerForgotThem() throws Exception {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    // When
    command(redis, Command.SCRIPT, "FLUSH");
    List<Leased> leased = claim(queue, 1);
    // Then
    assertThat(leased).hasSize(1);
  }

  @Test
  void keepsItsFencesRisingAfterTheServerLostItsData() throws Exception {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    long before = claim(queue, 1).getFirst().fence();
    command(redis, Command.FLUSHALL);
    clock.advance(ofSeconds(1));
    queue.enqueue(List.of(job("a")));
    // When
    long after = claim(queue, 1).getFirst().fence();
    // Then
    assertThat(after).isGreaterThan(before);
  }

  @Test
  void goesOnAfterTheServerCrashed() {
    // Given
    try (RealRedis server = RealRedis.with("--appendfsync", "always")) {
      JobQueue queue = open(server, 100).named("crash");
      queue.enqueue(List.of(job("a"), job("b")));
      Leased leased = claim(queue, 1).getFirst();
      // When
      server.kill();
      server.start();
      Settled settled = queue.settle("a", leased.fence(), new Settlement.Done());
      // Then
      assertThat(settled).isEqualTo(Settled.OK);
      assertThat(claim(queue, 5)).extracting(Leased::id).containsExactly("b");
    }
  }

  @Test
  void claimsAndSettlesWhenMemoryIsFull() throws Exception {
    // Given
    try (RealRedis server = RealRedis.with("--maxmemory", "8mb")) {
      JobQueue queue = open(server, 10_000).named("full");
      queue.enqueue(List.of(job("a"), job("b")));
      Leased held = claim(queue, 1).getFirst();
      command(server, Command.CONFIG, "SET", "maxmemory", "1");
      // When
      List<Enqueued> refused = queue.enqueue(List.of(job("c")));
      List<Leased> claimed = claim(queue, 1);
      var beat = queue.heartbeat("w", List.of(new Beat("a", held.fence(), NO_NEWS)), LEASE);
      Settled settled = queue.settle("a", held.fence(), new Settlement.Done());
      // Then
      assertThat(refused).containsExactly(Enqueued.FULL);
      assertThat(queue.find("c")).isEmpty();
      assertThat(claimed).extracting(Leased::id).containsExactly("b");
      assertThat(beat).containsExactly(Held.OK);
      assertThat(settled).isEqualTo(Settled.OK);
    }
  }

  @Test
  void refusesAServerThatWouldThrowJobsAway() {
    // Given
    try (RealRedis server =
            RealRedis.with("--maxmemory", "10mb", "--maxmemory-policy", "allkeys-lru");
        RedisJobQueues queues = new RedisJobQueues(vertx, server.uri(), 10)) {
      // When
      var refusal = assertThatThrownBy(queues::requireNoEviction);
      // Then
      refusal.hasMessageContaining("allkeys-lru").hasMessageContaining("noeviction");
      assertThatCode(open(redis, 10)::requireNoEviction).doesNotThrowAnyException();
      assertThat(queues.fullness()).isBetween(0.01, 1.0);
      assertThat(open(redis, 10).fullness()).isZero();
    }
  }

  @Test
  void leavesNothingBehindWhenAllIsDone() throws Exception {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a"), job("b", 1, ofSeconds(1))));
    clock.advance(ofSeconds(1));
    for (Leased leased : claim(queue, 5)) {
      queue.settle(leased.id(), leased.fence(), new Settlement.Done());
    }
    // When
    clock.advance(ofHours(25));
    queue.tick(A_DAY);
    // Then
    Response keys = command(redis, Command.KEYS, "{" + name + "}:*");
    assertThat(keys.stream().map(Response::toString).map(key -> key.replaceAll(".*:", "")))
        .containsExactly("queue");
  }
}
