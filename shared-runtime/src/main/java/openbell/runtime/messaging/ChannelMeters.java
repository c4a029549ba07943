package openbell.runtime.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Settlement;

/// What is counted about a channel. `docs/operations.md` says what each of it is for.
record ChannelMeters(String channel, MeterRegistry registry) {

  /// @param held from its claim to the queue's answer
  void settled(Settlement settlement, Settled answer, Duration held) {
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
    } else {
      registry.timer("queue.claim.to.settle", "channel", channel).record(held);
    }
  }

  /// One command to the queue's server.
  void command(String call) {
    registry.counter("queue.commands", "channel", channel, "call", call).increment();
  }

  void stale() {
    registry.counter("queue.stale.acks", "channel", channel).increment();
  }

  void lost() {
    registry.counter("queue.leases.lost", "channel", channel).increment();
  }
}
