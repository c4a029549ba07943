package openbell.runtime.messaging.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import openbell.model.message.RunRequested;
import openbell.model.wire.MessageCodec;
import openbell.runtime.channel.Outlet;
import openbell.runtime.testing.Backends;
import openbell.runtime.testing.Samples;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// A light channel on a real Kafka, from outlet to consumer, by the properties of the guide.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@QuarkusTestResource(RealKafka.class)
class KafkaChannelTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Inject Outlet<RunRequested> outlet;
  @Inject BrokerApp.Script script;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @Test
  void messagesReachTheirConsumerAsTheyWereSent() {
    // Given
    List<RunRequested> messages = IntStream.range(0, 250).mapToObj(Samples::requested).toList();
    // When
    outlet.sendAll(messages);
    // Then
    await().atMost(SOON).until(() -> script.seen.containsAll(messages));
    ConsumerRecord<byte[], byte[]> record = first("run-results");
    RunRequested carried = (RunRequested) new MessageCodec().decode(record.value()).message();
    assertThat(record.key()).asString(UTF_8).isEqualTo(carried.key());
  }

  @Test
  void whatIsRefusedOrUnreadableIsADeadLetterAndTheChannelGoesOn() {
    // Given
    RunRequested refused = Samples.requested(1_001);
    RunRequested next = Samples.requested(1_002);
    script.refused.add(refused.key());
    // When
    outlet.send(refused);
    push("{\"type\":");
    outlet.send(next);
    // Then
    await().atMost(SOON).until(() -> script.seen.contains(next));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(all("dead-letter-topic-run-results"))
                    .extracting(record -> new String(record.value(), UTF_8))
                    .hasSize(2)
                    .contains("{\"type\":")
                    .anyMatch(body -> body.contains(refused.key())));
  }

  private void push(String body) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("run-results", body.getBytes(UTF_8)));
    }
  }

  private ConsumerRecord<byte[], byte[]> first(String topic) {
    return all(topic).getFirst();
  }

  private List<ConsumerRecord<byte[], byte[]>> all(String topic) {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      consumer.poll(Duration.ofSeconds(2)).forEach(found::add);
    }
    return found;
  }
}
