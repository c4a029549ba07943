package openbell.runtime.messaging;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import openbell.model.message.Message;
import openbell.model.run.Purpose;
import openbell.model.wire.Envelope;
import openbell.model.wire.MessageCodec;
import openbell.runtime.queue.NewJob;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/// Makes jobs of messages.
///
/// @param settings of the channel they are sent or adopted on
record Letters(ChannelSettings settings, MessageCodec codec, Clock clock) {

  /// @param metadata may hold a {@link TraceParent} and an {@link OutgoingJobMetadata}
  NewJob job(Message message, Metadata metadata) {
    String trace = metadata.get(TraceParent.class).map(TraceParent::value).orElse(null);
    byte[] payload = codec.encode(new Envelope(message.key(), clock.instant(), trace, message));
    OutgoingJobMetadata said =
        metadata.get(OutgoingJobMetadata.class).orElseGet(OutgoingJobMetadata::plain);
    NewJob job = job(message, payload);
    return new NewJob(
        Objects.requireNonNullElse(said.id(), job.id()),
        job.owner(),
        Objects.requireNonNullElse(said.priority(), job.priority()),
        Objects.requireNonNullElse(said.cost(), job.cost()),
        Objects.requireNonNullElse(said.delay(), job.delay()),
        Objects.requireNonNullElse(said.expiry(), job.expiry()),
        job.maxFailures(),
        job.maxCrashes(),
        payload);
  }

  /// The job of a body that somebody else encoded.
  NewJob job(Message message, byte[] payload) {
    return new NewJob(
        MessageCodec.wireName(message) + "-" + message.key(),
        message.owner().value(),
        settings.priority() >= 0 ? settings.priority() : priority(message.purpose()),
        settings.cost(),
        Duration.ZERO,
        settings.expireAfter(),
        settings.maxFailures(),
        settings.maxCrashes(),
        payload);
  }

  /// Somebody waits for what was asked for by hand.
  private static int priority(Purpose purpose) {
    return switch (purpose) {
      case SCHEDULED -> 1;
      case MANUAL, PREVIEW -> 0;
    };
  }
}
