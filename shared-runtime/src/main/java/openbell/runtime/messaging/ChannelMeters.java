package openbell.runtime.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Settlement;

/// What is counted about a channel.
record ChannelMeters(String channel, MeterRegistry registry) {

  void settled(Settlement settlement, Settled answer) {
    String how = settlement.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    registry
        .counter(
            "queue.settled",
            "channel",
            channel,
            "how",
            how,
            "answer",
            answer.name().toLowerCase(Locale.ROOT))
        .increment();
    if (answer == Settled.STALE) {
      stale();
    }
  }

  void stale() {
    registry.counter("queue.stale.acks", "channel", channel).increment();
  }

  void lost() {
    registry.counter("queue.leases.lost", "channel", channel).increment();
  }
}
