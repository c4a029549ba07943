package openbell.runtime.messaging.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.rabbitmq.RabbitMQClient;
import io.vertx.rabbitmq.RabbitMQMessage;
import io.vertx.rabbitmq.RabbitMQOptions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import openbell.model.message.RunRequested;
import openbell.runtime.channel.Outlet;
import openbell.runtime.testing.Backends;
import openbell.runtime.testing.Samples;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// A light channel on a real RabbitMQ, from outlet to consumer, by the properties of the guide.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@QuarkusTestResource(RealRabbit.class)
@EnabledIf(
    value = "openbell.runtime.messaging.rabbitmq.RabbitChannelTest#hasRabbit",
    disabledReason = "no rabbitmq-server is installed on this machine")
class RabbitChannelTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Inject Outlet<RunRequested> outlet;
  @Inject BrokerApp.Script script;
  @Inject Vertx vertx;

  @ConfigProperty(name = "rabbitmq-port", defaultValue = "5672")
  int port;

  private RabbitMQClient client;

  static boolean hasRabbit() {
    return RealRabbit.installed().isPresent();
  }

  @BeforeEach
  void connect() {
    client = RabbitMQClient.create(vertx, new RabbitMQOptions().setHost("127.0.0.1").setPort(port));
    client.start().toCompletionStage().toCompletableFuture().join();
  }

  @AfterEach
  void leave() {
    client.stop().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void messagesReachTheirConsumerAsTheyWereSent() {
    // Given
    List<RunRequested> messages = IntStream.range(0, 250).mapToObj(Samples::requested).toList();
    // When
    outlet.sendAll(messages);
    // Then
    await().atMost(SOON).until(() -> script.seen.containsAll(messages));
    assertThat(messages).allSatisfy(one -> assertThat(script.seen(one)).isEqualTo(1));
  }

  @Test
  void whatIsRefusedOrUnreadableIsADeadLetterAndTheChannelGoesOn() {
    // Given
    List<String> dead = new CopyOnWriteArrayList<>();
    RunRequested refused = Samples.requested(1_001);
    RunRequested next = Samples.requested(1_002);
    script.refused.add(refused.key());
    // When
    outlet.send(refused);
    client
        .basicPublish("run-results", "run-results", Buffer.buffer("{\"type\":"))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    outlet.send(next);
    // Then
    await().atMost(SOON).until(() -> script.seen.contains(next));
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              take("run-results.dlq", dead);
              assertThat(dead)
                  .hasSize(2)
                  .contains("{\"type\":")
                  .anyMatch(body -> body.contains(refused.key()));
            });
  }

  private void take(String queue, List<String> into) {
    RabbitMQMessage message =
        client.basicGet(queue, true).toCompletionStage().toCompletableFuture().join();
    if (message != null) {
      into.add(message.body().toString(UTF_8));
    }
  }
}
