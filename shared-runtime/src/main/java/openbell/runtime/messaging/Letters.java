package openbell.runtime.messaging;

import java.time.Clock;
import java.time.Duration;
import openbell.model.message.Message;
import openbell.model.run.Purpose;
import openbell.model.wire.Envelope;
import openbell.model.wire.MessageCodec;
import openbell.runtime.queue.NewJob;
import org.jspecify.annotations.Nullable;

/// Makes jobs of messages.
///
/// @param settings of the channel they are sent or adopted on
record Letters(ChannelSettings settings, MessageCodec codec, Clock clock) {

  NewJob job(Message message, @Nullable TraceParent trace) {
    Envelope envelope =
        new Envelope(message.key(), clock.instant(), trace == null ? null : trace.value(), message);
    return job(message, codec.encode(envelope));
  }

  NewJob job(Message message, byte[] payload) {
    return new NewJob(
        MessageCodec.wireName(message) + "-" + message.key(),
        message.run().owner().value(),
        settings.priority() >= 0 ? settings.priority() : priority(message.run().purpose()),
        1,
        Duration.ZERO,
        Duration.ZERO,
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
