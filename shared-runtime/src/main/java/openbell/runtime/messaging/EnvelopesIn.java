package openbell.runtime.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.PublisherDecorator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import openbell.model.wire.Envelope;
import openbell.model.wire.MessageCodec;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the envelopes that another broker carries: bytes become messages before a consumer sees
/// them. What cannot be read is refused to the broker, which puts it among its dead letters; the
/// channel goes on.
@ApplicationScoped
public class EnvelopesIn implements PublisherDecorator {
  private static final Logger LOG = LoggerFactory.getLogger(EnvelopesIn.class);

  private final Config config;
  private final MessageCodec codec = new MessageCodec();

  EnvelopesIn(Config config) {
    this.config = config;
  }

  @Override
  public Multi<? extends Message<?>> decorate(
      Multi<? extends Message<?>> publisher, List<String> channels, boolean isConnector) {
    if (!isConnector || !OtherBrokers.carry(config, "incoming", channels)) {
      return publisher;
    }
    String channel = channels.getFirst();
    return publisher.onItem().transformToMultiAndConcatenate(message -> opened(channel, message));
  }

  private Multi<Message<?>> opened(String channel, Message<?> message) {
    Envelope envelope;
    try {
      envelope = codec.decode(bytes(message.getPayload()));
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("channel", channel)
          .log("a message cannot be read and is refused: {}", e.getMessage());
      return Uni.createFrom()
          .completionStage(() -> message.nack(e))
          .onItem()
          .transformToMulti(_ -> Multi.createFrom().empty());
    }
    Message<?> opened = message.withPayload(envelope.message());
    if (envelope.traceparent() == null) {
      return Multi.createFrom().item(opened);
    }
    TraceParent trace = new TraceParent(envelope.traceparent());
    if (VertxContext.isOnDuplicatedContext()) {
      trace.bind();
    }
    return Multi.createFrom().item(opened.addMetadata(trace));
  }

  private static byte[] bytes(Object payload) {
    return switch (payload) {
      case byte[] bytes -> bytes;
      case Buffer buffer -> buffer.getBytes();
      case JsonObject json -> json.toBuffer().getBytes();
      case String text -> text.getBytes(UTF_8);
      default -> throw new IllegalArgumentException("no envelope is of " + payload.getClass());
    };
  }
}
