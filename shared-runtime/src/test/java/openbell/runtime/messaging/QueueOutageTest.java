package openbell.runtime.messaging;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import openbell.model.wire.MessageCodec;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.Retention;
import openbell.runtime.queue.RetryPolicy;
import openbell.runtime.queue.adapter.RedisJobQueues;
import openbell.runtime.testing.RealRedis;
import openbell.runtime.testing.Samples;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.Test;

/// A channel whose Redis is killed in the middle of a job, and comes back.
class QueueOutageTest {
  private static final Duration SOON = ofSeconds(30);

  private final List<Message<?>> taken = new CopyOnWriteArrayList<>();

  @Test
  void settlesWhatItHeldAndGoesOnWhenTheServerIsBack() throws Exception {
    // Given
    Vertx vertx = Vertx.vertx();
    try (RealRedis redis = RealRedis.with("--appendfsync", "always");
        RedisJobQueues queues = new RedisJobQueues(vertx, redis.uri(), 100)) {
      QueueConnector connector = connector(vertx, queues);
      JobQueue queue = queues.named("work");
      connector.getPublisher(config()).subscribe(taker());
      queue.enqueue(List.of(letters().job(Samples.requested(0), Metadata.empty())));
      await().atMost(SOON).until(() -> taken.size() == 1);
      // When
      redis.kill();
      CompletableFuture<Void> acknowledged = taken.getFirst().ack().toCompletableFuture();
      redis.start();
      acknowledged.get(30, TimeUnit.SECONDS);
      queue.enqueue(List.of(letters().job(Samples.requested(1), Metadata.empty())));
      // Then
      await().atMost(SOON).until(() -> taken.size() == 2);
      String id = "run-requested-" + Samples.requested(0).key();
      assertThat(queue.find(id).orElseThrow().state()).isEqualTo(JobState.DONE);
      assertThat(queue.find(id).orElseThrow().attempts()).isEqualTo(1);
      connector.stop(new ShutdownEvent());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static QueueSettings settings() {
    return new QueueSettings(
        "test",
        SOON,
        ofSeconds(1),
        ofSeconds(5),
        ofMillis(100),
        1,
        1,
        new RetryPolicy(SOON, SOON),
        new Retention(SOON, 1_000_000));
  }

  private static QueueConnector connector(Vertx vertx, RedisJobQueues queues) {
    return new QueueConnector(
        queues,
        settings(),
        _ -> {},
        List::of,
        new QueueConnector.Surroundings(vertx, Clock.systemUTC(), new SimpleMeterRegistry()));
  }

  private static Config config() {
    Map<String, String> values = Map.of("channel-name", "work", "queue", "work");
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build();
  }

  private static Letters letters() {
    return new Letters(
        ChannelSettings.of(config(), settings()), new MessageCodec(), Clock.systemUTC());
  }

  private Flow.Subscriber<Message<?>> taker() {
    return new Flow.Subscriber<>() {
      @Override
      public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
      }

      @Override
      public void onNext(Message<?> message) {
        taken.add(message);
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onComplete() {}
    };
  }
}
