package openbell.runtime.messaging;

import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.SubscriberDecorator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.List;
import openbell.model.wire.Envelope;
import openbell.model.wire.MessageCodec;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;

/// Puts messages into the envelopes that another broker carries: the same bytes as on our queue.
@ApplicationScoped
public class EnvelopesOut implements SubscriberDecorator {
  private final Config config;
  private final Clock clock;
  private final Instance<KeyCarrier> carriers;
  private final MessageCodec codec = new MessageCodec();

  EnvelopesOut(Config config, Clock clock, @Any Instance<KeyCarrier> carriers) {
    this.config = config;
    this.clock = clock;
    this.carriers = carriers;
  }

  @Override
  public Multi<? extends Message<?>> decorate(
      Multi<? extends Message<?>> messages, List<String> channels, boolean isConnector) {
    if (!isConnector || !OtherBrokers.carry(config, "outgoing", channels)) {
      return messages;
    }
    return messages.onItem().transform(this::closed);
  }

  private Message<?> closed(Message<?> message) {
    if (!(message.getPayload() instanceof openbell.model.message.Message payload)) {
      return message;
    }
    String trace = message.getMetadata(TraceParent.class).map(TraceParent::value).orElse(null);
    Message<?> closed =
        message.withPayload(
            codec.encode(new Envelope(payload.key(), clock.instant(), trace, payload)));
    for (KeyCarrier carrier : carriers) {
      closed = closed.addMetadata(carrier.metadata(payload.key()));
    }
    return closed;
  }
}
