package openbell.runtime.messaging.kafka;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import openbell.runtime.messaging.KeyCarrier;

/// The key of a message is the key of its record: the same message meets the same partition.
@ApplicationScoped
public class KafkaKeys implements KeyCarrier {

  /// @return metadata for a channel with `key.serializer` for bytes
  @Override
  public Object metadata(String key) {
    return OutgoingKafkaRecordMetadata.<byte[]>builder()
        .withKey(key.getBytes(StandardCharsets.UTF_8))
        .build();
  }
}
