package openbell.runtime.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import openbell.model.wire.Envelope;
import openbell.model.wire.MessageCodec;
import openbell.runtime.queue.Enqueued;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.Retention;
import openbell.runtime.queue.RetryPolicy;
import openbell.runtime.queue.adapter.RedisJobQueues;
import openbell.runtime.queue.adapter.RedisLegacyList;
import openbell.runtime.queue.adapter.RedisLegacyList.End;
import openbell.runtime.queue.adapter.RedisServers;
import openbell.runtime.testing.RealRedis;
import openbell.runtime.testing.Samples;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A plain list on a real Redis, emptied into a queue.
class LegacyListTest {
  private static final Duration SOON = ofSeconds(15);
  private static final Duration LEASE = ofSeconds(3);

  private static Vertx vertx;
  private static RealRedis redis;
  private static RedisJobQueues queues;
  private static RedisDoor door;

  private final String list = "ingestion-" + UUID.randomUUID();
  private final String name = "requests-" + UUID.randomUUID();
  private final JobQueue queue = queues.named(name);
  private final ForeignBodies bodies = new ForeignBodies(name, settings(), Clock.systemUTC());

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    redis = RealRedis.with();
    queues = new RedisJobQueues(vertx, redis.uri(), 1_000);
    door = new RedisDoor(vertx, redis.uri());
  }

  @AfterAll
  static void stop() {
    door.close();
    queues.close();
    redis.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static QueueSettings settings() {
    return new QueueSettings(
        "w",
        SOON,
        SOON,
        SOON,
        SOON,
        5,
        3,
        new RetryPolicy(SOON, SOON),
        new Retention(SOON, 1_000_000));
  }

  private RedisLegacyList reader(String reader, End end) {
    RedisLegacyList made =
        new RedisLegacyList(
            vertx,
            RedisServers.of(redis.uri()),
            new RedisLegacyList.Source(list, end, reader),
            new RedisLegacyList.Target(queue, name, bodies),
            LEASE);
    made.start();
    return made;
  }

  private static byte[] body(int number) {
    var message = Samples.requested(number);
    return new MessageCodec()
        .encode(new Envelope(message.key(), Instant.parse("2026-01-05T14:30:00Z"), null, message));
  }

  private static String id(int number) {
    return "run-requested-" + Samples.requested(number).key();
  }

  private long left() {
    return door.run("LLEN", list).toLong() + door.run("LLEN", "{" + list + "}:processing").toLong();
  }

  private List<String> inTurn() {
    // A claim lets in what stands at the door, so that it has its place.
    return queue.claim("c", "w", 100, ofSeconds(60)).jobs().stream().map(job -> job.id()).toList();
  }

  @Test
  void emptiesAListInTheOrderOfItsProducer() throws Exception {
    // Given
    IntStream.range(0, 20).forEach(i -> door.run("LPUSH", list, body(i)));
    // When
    try (RedisLegacyList _ = reader("a", End.RIGHT)) {
      await().atMost(SOON).until(() -> left() == 0);
    }
    // Then
    assertThat(inTurn())
        .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(LegacyListTest::id).toList());
  }

  @Test
  void readsTheOtherEndForProducersThatPushRight() throws Exception {
    // Given
    IntStream.range(0, 5).forEach(i -> door.run("RPUSH", list, body(i)));
    // When
    try (RedisLegacyList _ = reader("a", End.LEFT)) {
      await().atMost(SOON).until(() -> left() == 0);
    }
    // Then
    assertThat(inTurn())
        .containsExactlyElementsOf(IntStream.range(0, 5).mapToObj(LegacyListTest::id).toList());
  }

  @Test
  void goesOnWhereACrashedReaderStopped() throws Exception {
    // Given: one element was moved only, one was enqueued but not removed, one is untouched
    List.of(body(1), body(2), body(3)).forEach(body -> door.run("LPUSH", list, body));
    door.run("LMOVE", list, "{" + list + "}:processing", "RIGHT", "LEFT");
    door.run("LMOVE", list, "{" + list + "}:processing", "RIGHT", "LEFT");
    NewJob enqueued = bodies.apply(body(2));
    assertThat(queue.enqueue(List.of(enqueued))).containsExactly(Enqueued.NEW);
    // And: its lock is still there
    door.run("SET", "{" + list + "}:reader", "crashed", "PX", "500");
    // When
    try (RedisLegacyList _ = reader("b", End.RIGHT)) {
      await().atMost(SOON).until(() -> left() == 0);
    }
    // Then
    assertThat(inTurn()).containsExactlyInAnyOrder(id(1), id(2), id(3));
  }

  @Test
  void keepsTheBytesOfWhatItCannotRead() throws Exception {
    // Given
    String large = "x".repeat(JobQueue.LARGEST_PAYLOAD + 1);
    door.run("LPUSH", list, "hello");
    door.run("LPUSH", list, large);
    door.run("LPUSH", list, body(1));
    // When
    try (RedisLegacyList _ = reader("a", End.RIGHT)) {
      await().atMost(SOON).until(() -> left() == 0);
    }
    // Then: a consumer finds the small one unreadable at first sight; the large one is dead already
    var jobs = queue.claim("c", "w", 100, ofSeconds(60)).jobs();
    assertThat(jobs).hasSize(2);
    assertThat(jobs)
        .filteredOn(job -> job.id().startsWith("raw-"))
        .singleElement()
        .satisfies(job -> assertThat(job.payload()).asString(UTF_8).isEqualTo("hello"));
    assertThat(queue.peek(JobState.DEAD, 0, 10))
        .singleElement()
        .extracting(JobView::payload)
        .satisfies(bytes -> assertThat(bytes).asString(UTF_8).isEqualTo(large));
  }

  @Test
  void oneReaderAtATimeAndTheNextTakesOver() throws Exception {
    // Given
    RedisLegacyList first = reader("a", End.RIGHT);
    await().atMost(SOON).until(() -> holder().equals("a"));
    RedisLegacyList second = reader("b", End.RIGHT);
    // When
    door.run("LPUSH", list, body(1));
    await().atMost(SOON).until(() -> left() == 0);
    String before = holder();
    first.close();
    await().atMost(SOON).until(() -> holder().equals("b"));
    door.run("LPUSH", list, body(2));
    await().atMost(SOON).until(() -> left() == 0);
    second.close();
    // Then
    assertThat(before).isEqualTo("a");
    assertThat(inTurn()).containsExactlyInAnyOrder(id(1), id(2));
  }

  private String holder() {
    var holder = door.run("GET", "{" + list + "}:reader");
    return holder == null ? "" : holder.toString();
  }
}
