package openbell.runtime.messaging;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import openbell.model.hash.Sha256;
import openbell.model.message.Message;
import openbell.model.run.FailureException;
import openbell.model.wire.MessageCodec;
import openbell.runtime.queue.NewJob;

/// Makes a job of a body that somebody else wrote. A legal one takes the id it would have had
/// through an outlet; another becomes a job that is dead at first sight, with its bytes.
public final class ForeignBodies implements Function<byte[], NewJob> {
  private final Letters letters;
  private final MessageCodec codec = new MessageCodec();

  public ForeignBodies(String channel, QueueSettings defaults, Clock clock) {
    ChannelSettings settings =
        new ChannelSettings(
            channel,
            channel,
            1,
            1,
            defaults.leaseFor(),
            defaults.heartbeatEvery(),
            defaults.wakeWait(),
            1,
            defaults.maxFailures(),
            defaults.maxCrashes(),
            defaults.drainTimeout(),
            -1,
            1,
            Duration.ZERO);
    this.letters = new Letters(settings, codec, clock);
  }

  @Override
  public NewJob apply(byte[] body) {
    Message message;
    try {
      message = codec.decode(body).message();
    } catch (FailureException _) {
      return NewJob.of("raw-" + Sha256.hex(body), "unknown", 0, 0, body);
    }
    return letters.job(message, body);
  }
}
