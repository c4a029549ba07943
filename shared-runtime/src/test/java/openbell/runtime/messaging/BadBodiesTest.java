package openbell.runtime.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import openbell.model.run.FailureReason;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.Retention;
import openbell.runtime.queue.RetryPolicy;
import openbell.runtime.queue.adapter.RedisJobQueues;
import openbell.runtime.testing.RealRedis;
import openbell.runtime.testing.Samples;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Jobs that somebody edited in Redis, and what the channel costs there.
class BadBodiesTest {
  private static final Duration SOON = ofSeconds(15);

  private static Vertx vertx;
  private static RealRedis redis;
  private static RedisJobQueues queues;
  private static RedisDoor door;

  private final String name = "work-" + UUID.randomUUID();
  private final JobQueue queue = queues.named(name);
  private final ConnectorBench.Taker taker = new ConnectorBench.Taker();

  /// What a hand can do to a job.
  private enum Edit {
    BROKEN_JSON("payload", "{\"type\":", FailureReason.UNREADABLE_MESSAGE),
    NOTHING("payload", "", FailureReason.UNREADABLE_MESSAGE),
    UNKNOWN_TYPE("payload", "TYPE", FailureReason.UNREADABLE_MESSAGE),
    UNKNOWN_VERSION("payload", "VERSION", FailureReason.UNREADABLE_MESSAGE),
    DEEP("payload", "[".repeat(50_000), FailureReason.UNREADABLE_MESSAGE),
    OVERSIZED("payload", " ".repeat(JobQueue.LARGEST_PAYLOAD + 1), FailureReason.PAYLOAD_TOO_LARGE),
    FOREIGN_OWNER("owner", "bert", FailureReason.UNREADABLE_MESSAGE);

    private final String field;
    private final String value;
    private final FailureReason reason;

    Edit(String field, String value, FailureReason reason) {
      this.field = field;
      this.value = value;
      this.reason = reason;
    }

    String of(String before) {
      return switch (this) {
        case UNKNOWN_TYPE -> before.replace("run-requested", "run-dreamt");
        case UNKNOWN_VERSION -> before.replace("\"version\":1", "\"version\":99");
        default -> value;
      };
    }
  }

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    redis = RealRedis.with();
    queues = new RedisJobQueues(vertx, redis.uri(), 10_000);
    door = new RedisDoor(vertx, redis.uri());
  }

  @AfterAll
  static void stop() {
    door.close();
    queues.close();
    redis.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @EnumSource(Edit.class)
  void aJobThatSomebodySpoiltIsDeadAtFirstSightAndOthersFlow(Edit edit) {
    // Given
    NewJob spoilt = job(1);
    queue.enqueue(List.of(spoilt, job(2)));
    String body = new String(spoilt.payload(), UTF_8);
    String value = edit.of(body);
    door.run("HSET", "{" + name + "}:j:" + spoilt.id(), edit.field, value);
    // When
    QueueConnector connector = open(1);
    taker.await(1).getFirst().ack().toCompletableFuture().join();
    // Then
    assertThat(queue.find(job(2).id()).orElseThrow().state()).isEqualTo(JobState.DONE);
    JobView dead = queue.find(spoilt.id()).orElseThrow();
    assertThat(dead.state()).isEqualTo(JobState.DEAD);
    assertThat(dead.error()).startsWith(edit.reason.name());
    assertThat(dead.attempts()).isEqualTo(1);
    assertThat(dead.payload())
        .asString(UTF_8)
        .isEqualTo(edit.field.equals("payload") ? value : body);
    assertThat(taker.taken).hasSize(1);
    connector.stop(new ShutdownEvent());
  }

  @Test
  void aBacklogCostsOneCommandPerJobOneAtATimeAndAFewPerBatch() {
    // Given
    for (int from = 0; from < 400; from += 100) {
      queue.enqueue(IntStream.range(from, from + 100).mapToObj(BadBodiesTest::job).toList());
    }
    // When
    long before = commands();
    QueueConnector one = open(1);
    for (int i = 0; i < 100; i++) {
      taker.await(i + 1).get(i).ack().toCompletableFuture().join();
    }
    double each = (commands() - before) / 100.0;
    one.stop(new ShutdownEvent());
    before = commands();
    int begun = taker.taken.size();
    QueueConnector ten = open(10);
    for (int i = begun; i < begun + 200; i += 10) {
      List<Message<?>> batch = List.copyOf(taker.await(i + 10).subList(i, i + 10));
      batch.forEach(message -> message.ack());
    }
    await().atMost(SOON).until(() -> queue.depth().done() >= 300);
    double batched = (commands() - before) / 200.0;
    ten.stop(new ShutdownEvent());
    // Then
    IO.println("commands per job: one at a time %.2f, by ten %.2f".formatted(each, batched));
    assertThat(each).as("commands per job, one at a time").isBetween(0.9, 2.1);
    assertThat(batched).as("commands per job, by ten").isBetween(0.05, 1.0);
  }

  /// Commands that the server was sent, without those that its scripts made.
  private static long commands() {
    return door.run("INFO", "commandstats")
        .toString(UTF_8)
        .lines()
        .filter(line -> line.startsWith("cmdstat_evalsha:") || line.startsWith("cmdstat_blmove:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("^[^=]*=(\\d+),.*", "$1")))
        .sum();
  }

  private QueueConnector open(int concurrency) {
    QueueSettings settings =
        new QueueSettings(
            "w",
            ofSeconds(60),
            ofSeconds(20),
            ofSeconds(5),
            ofMillis(100),
            1,
            1,
            new RetryPolicy(SOON, SOON),
            new Retention(SOON, 1_000_000));
    QueueConnector connector =
        new QueueConnector(
            queues,
            settings,
            _ -> {},
            List::of,
            new QueueConnector.Surroundings(vertx, Clock.systemUTC(), new SimpleMeterRegistry()));
    String hands = Integer.toString(concurrency);
    connector
        .getPublisher(ConnectorBench.config("queue", name, "concurrency", hands))
        .subscribe(taker);
    return connector;
  }

  private static NewJob job(int number) {
    return ConnectorBench.lettersOf(ConnectorBench.config())
        .job(Samples.requested(number), Metadata.empty());
  }
}
