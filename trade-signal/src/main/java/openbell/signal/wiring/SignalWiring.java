package openbell.signal.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import openbell.model.message.Message;
import openbell.model.wire.MessageCodec;
import openbell.runtime.alert.AlertSink;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.live.ProgressSink;
import openbell.runtime.messaging.EmitterOutlet;
import openbell.runtime.outbox.OutboxRelay;
import openbell.runtime.outbox.Vouching;
import openbell.runtime.outbox.adapter.JdbiOutbox;
import openbell.runtime.outbox.adapter.QueueReceipts;
import openbell.runtime.queue.Cancellations;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.wiring.CarriedQueues;
import openbell.runtime.wiring.SchemaMigration;
import openbell.signal.adapter.JdbiSignalHistory;
import openbell.signal.adapter.MeteredJudge;
import openbell.signal.adapter.StoredPastRuns;
import openbell.signal.adapter.StoredRunReader;
import openbell.signal.adapter.TellingHistory;
import openbell.signal.audience.SubscriptionPolicy;
import openbell.signal.derive.SignalDeriver;
import openbell.signal.guard.Guard;
import openbell.signal.restate.Revisions;
import openbell.signal.result.RunResults;
import openbell.signal.result.SignalHistory;
import openbell.signal.subscribe.Steps;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.jdbi.v3.core.Jdbi;

/// Builds trade-signal.
@Dependent
public class SignalWiring {

  @Produces
  SchemaMigration signalSchema() {
    return new SchemaMigration(JdbiSignalHistory.SCHEMA, "db/signal");
  }

  @Produces
  @Singleton
  SignalHistory signalHistory(Jdbi jdbi, Steps steps) {
    return new JdbiSignalHistory(jdbi, steps);
  }

  @Produces
  @Singleton
  RunResults runResults(
      SignalHistory history,
      ProgressSink progress,
      ArtifactStore store,
      AlertSink alerts,
      Clock clock,
      MeterRegistry meters,
      SignalConfig config) {
    return new RunResults(
        new StoredRunReader(store),
        new TellingHistory(history, progress),
        new SignalDeriver(config.weightTolerance()),
        new Revisions(new StoredPastRuns(store)),
        new MeteredJudge(new Guard(), meters),
        new SubscriptionPolicy(config.confirmedDomains()),
        alerts,
        clock);
  }

  @Produces
  @Singleton
  @SignalOutbox
  OutboxRelay signalRelay(
      Jdbi jdbi, MessageCodec codec, @Channel("notifications-out") Emitter<Message> notifications) {
    return new OutboxRelay(
        new JdbiOutbox(jdbi, JdbiSignalHistory.SCHEMA, codec),
        Map.of(JdbiSignalHistory.NOTIFICATIONS, new EmitterOutlet<>(notifications)));
  }

  @Produces
  @Singleton
  @SignalOutbox
  Vouching signalVouching(
      Jdbi jdbi, MessageCodec codec, JobQueues queues, Cancellations cancellations, Config config) {
    return new Vouching(
        new JdbiOutbox(jdbi, JdbiSignalHistory.SCHEMA, codec),
        new QueueReceipts(
            queues,
            cancellations,
            CarriedQueues.of(config, List.of(JdbiSignalHistory.NOTIFICATIONS))));
  }
}
