package openbell.runtime.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import openbell.model.message.RunRequested;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.Envelope;
import openbell.model.wire.MessageCodec;
import openbell.runtime.channel.Outlet;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.runtime.queue.NewJob;
import openbell.runtime.testing.Backends;
import openbell.runtime.testing.Samples;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// A channel from outlet to consumer, through Quarkus and a real Redis.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(ChannelTest.Profile.class)
class ChannelTest {
  private static final Duration SOON = ofSeconds(15);

  /// Switches the small service on.
  public static class Profile implements QuarkusTestProfile {
    @Override
    public String getConfigProfile() {
      return ChannelApp.PROFILE;
    }

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.ofEntries(
          Map.entry("openbell.queue.first-delay", "20ms"),
          Map.entry("openbell.queue.longest-delay", "50ms"),
          Map.entry("openbell.queue.max-failures", "2"),
          Map.entry("quarkus.http.test-port", "0"),
          Map.entry("mp.messaging.incoming.run-requests.connector", "openbell-queue"),
          Map.entry("mp.messaging.incoming.run-requests.queue", "run-requests"),
          Map.entry("mp.messaging.incoming.run-requests.concurrency", "3"),
          Map.entry("mp.messaging.incoming.run-requests.lease", "6s"),
          Map.entry("mp.messaging.incoming.run-requests.block", "1s"),
          Map.entry("mp.messaging.outgoing.run-requests-out.connector", "openbell-queue"),
          Map.entry("mp.messaging.outgoing.run-requests-out.queue", "run-requests"));
    }
  }

  @Inject Outlet<RunRequested> outlet;
  @Inject ChannelApp.Script script;
  @Inject JobQueues queues;
  @Inject Vertx vertx;

  @ConfigProperty(name = "quarkus.redis.hosts")
  String redis;

  private JobQueue queue() {
    return queues.named("run-requests");
  }

  private JobView awaitState(RunRequested message, JobState state) {
    return await()
        .atMost(SOON)
        .pollInterval(ofMillis(20))
        .until(
            () -> queue().find("run-requested-" + message.key()),
            found -> found.filter(view -> view.state() == state).isPresent())
        .orElseThrow();
  }

  private static void fail(FailureReason reason) {
    throw FailureException.of(reason, "as the test wants it");
  }

  @Test
  void aMessageReachesItsConsumerOnAVirtualThread() {
    // Given
    RunRequested message = Samples.requested(1);
    // When
    outlet.send(message);
    // Then
    JobView view = awaitState(message, JobState.DONE);
    assertThat(view.owner()).isEqualTo("anna");
    assertThat(script.seen(message))
        .containsExactly(new ChannelApp.Seen(message, "run-requested-" + message.key(), 1, true));
  }

  @Test
  void aMessageWithADelayIsNotReadyBefore() {
    // Given
    RunRequested message = Samples.requested(8);
    Instant before = Instant.now();
    // When
    outlet.send(message, Duration.ofHours(1));
    // Then
    JobView view = queue().find("run-requested-" + message.key()).orElseThrow();
    assertThat(view.state()).isEqualTo(JobState.DELAYED);
    assertThat(Duration.between(before, view.at()))
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    assertThat(script.seen(message)).isEmpty();
  }

  @Test
  void aThousandMessagesReachTheirConsumerOnceEach() {
    // Given
    List<RunRequested> messages =
        IntStream.range(10_000, 11_000).mapToObj(Samples::requested).toList();
    // When
    outlet.sendAll(messages);
    // Then
    await().atMost(SOON).until(() -> queue().depth().ready() + queue().depth().leased() == 0);
    assertThat(messages).allSatisfy(one -> assertThat(script.seen(one)).hasSize(1));
  }

  @Test
  void holdsNoMoreJobsThanItsConcurrency() throws Exception {
    // Given
    CountDownLatch go = new CountDownLatch(1);
    Map<String, Integer> inside = new ConcurrentHashMap<>();
    List<RunRequested> messages =
        IntStream.range(20_000, 20_010).mapToObj(Samples::requested).toList();
    for (RunRequested message : messages) {
      script.behaviours.put(
          message.key(),
          (_, _) -> {
            inside.put(message.key(), 1);
            awaitLatch(go);
          });
    }
    // When
    outlet.sendAll(messages);
    await().atMost(SOON).until(() -> inside.size() == 3);
    long leased = queue().depth().leased();
    go.countDown();
    // Then
    assertThat(leased).isEqualTo(3);
    messages.forEach(message -> awaitState(message, JobState.DONE));
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aFailureIsTriedAgainUntilItsBudgetIsSpentAndTheListenerHears() {
    // Given
    RunRequested message = Samples.requested(2);
    script.behaviours.put(message.key(), (_, _) -> fail(FailureReason.MARKET_DATA_UNAVAILABLE));
    // When
    outlet.send(message);
    // Then
    JobView view = awaitState(message, JobState.DEAD);
    assertThat(view.failures()).isEqualTo(3);
    assertThat(script.seen(message)).hasSize(3);
    assertThat(script.died)
        .filteredOn(died -> died.message().equals(message))
        .singleElement()
        .satisfies(died -> assertThat(died.attempts()).isEqualTo(3))
        .satisfies(
            died ->
                assertThat(died.failure().reason())
                    .isEqualTo(FailureReason.MARKET_DATA_UNAVAILABLE));
  }

  @Test
  void aRejectionIsDeadAtOnceAndTheListenerHears() {
    // Given
    RunRequested message = Samples.requested(3);
    script.behaviours.put(message.key(), (_, _) -> fail(FailureReason.PORTFOLIO_GONE));
    // When
    outlet.send(message);
    // Then
    awaitState(message, JobState.DEAD);
    assertThat(script.seen(message)).hasSize(1);
    assertThat(script.died).filteredOn(died -> died.message().equals(message)).hasSize(1);
  }

  @Test
  void aDefectIsTriedAgainAsAFailure() {
    // Given
    RunRequested message = Samples.requested(4);
    script.behaviours.put(
        message.key(),
        (_, lease) -> {
          if (lease.attempt() == 1) {
            throw new IllegalStateException("a defect, as the test wants it");
          }
        });
    // When
    outlet.send(message);
    // Then
    JobView view = awaitState(message, JobState.DONE);
    assertThat(view.failures()).isEqualTo(1);
    assertThat(view.error()).startsWith("DEFECT");
  }

  @Test
  void anUnreadableMessageIsDeadAtOnceAndTheConsumerLives() {
    // Given
    NewJob broken = NewJob.of("broken", "anna", 5, 3, "{\"type\":".getBytes(UTF_8)).withPriority(0);
    RunRequested message = Samples.requested(5);
    // When
    queue().enqueue(List.of(broken));
    outlet.send(message);
    // Then
    awaitState(message, JobState.DONE);
    JobView dead = queue().find("broken").orElseThrow();
    assertThat(dead.state()).isEqualTo(JobState.DEAD);
    assertThat(dead.error()).startsWith("UNREADABLE_MESSAGE");
    assertThat(dead.payload()).asString(UTF_8).isEqualTo("{\"type\":");
    assertThat(dead.attempts()).isEqualTo(1);
  }

  @Test
  void aBodyThatAForeignProducerPushedReachesTheConsumer() {
    // Given
    RunRequested message = Samples.requested(6);
    byte[] body =
        new MessageCodec()
            .encode(
                new Envelope(message.key(), Instant.parse("2026-01-05T14:30:00Z"), null, message));
    Redis client = Redis.createClient(vertx, redis);
    // When
    client
        .send(Request.cmd(Command.LPUSH).arg("{run-requests}:inbox").arg(body))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    // Then
    awaitState(message, JobState.DONE);
    assertThat(script.seen(message)).hasSize(1);
    client.close();
  }

  @Test
  void aJobWhoseWorkerVanishedIsDeliveredAgain() {
    // Given
    RunRequested blocked = Samples.requested(7);
    queue()
        .enqueue(
            List.of(
                NewJob.of("vanish", "anna", 2, 3, encoded(blocked))
                    .withPriority(0)
                    .withDelay(ofSeconds(1))));
    JobQueue queue = queue();
    // When: a worker that nobody beats for takes the job before the consumer can
    await().atMost(SOON).pollInterval(ofMillis(1)).until(() -> taken(queue));
    // Then
    await().atMost(SOON).until(() -> !script.seen(blocked).isEmpty());
    assertThat(script.seen(blocked).getFirst().attempt()).isGreaterThan(1);
  }

  private static byte[] encoded(RunRequested message) {
    return new MessageCodec()
        .encode(new Envelope(message.key(), Instant.parse("2026-01-05T14:30:00Z"), null, message));
  }

  private static boolean taken(JobQueue queue) {
    return !queue.claim("vanishing", "vanishing", 1, ofMillis(500)).jobs().isEmpty();
  }
}
