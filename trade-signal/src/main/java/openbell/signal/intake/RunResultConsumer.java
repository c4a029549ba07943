package openbell.signal.intake;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import openbell.model.message.Message;
import openbell.model.message.Notification;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunFailed;
import openbell.model.message.RunJob;
import openbell.model.message.RunRequested;
import openbell.model.message.SubscriptionChanged;
import openbell.model.message.WorkMessage;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.MessageCodec;
import openbell.runtime.outbox.OutboxRelay;
import openbell.signal.result.RunResults;
import openbell.signal.wiring.SignalOutbox;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// The door for run results.
@ApplicationScoped
public class RunResultConsumer {
  private static final Logger LOG = Logger.getLogger(RunResultConsumer.class);

  private final RunResults results;
  private final OutboxRelay relay;

  public RunResultConsumer(RunResults results, @SignalOutbox OutboxRelay relay) {
    this.results = results;
    this.relay = relay;
  }

  @Incoming("run-results")
  @RunOnVirtualThread
  public void consume(Message message) {
    RunResults.Taken taken =
        switch (message) {
          case RunCompleted completed -> results.completed(completed);
          case RunFailed failed -> results.failed(failed);
          case RunRequested _, RunJob _, Notification _, SubscriptionChanged _, WorkMessage _ ->
              throw misplaced(message);
        };
    relay.flush();
    LOG.infof("run result taken runId=%s taken=%s", message.key(), taken);
  }

  private static FailureException misplaced(Message message) {
    return FailureException.of(
        FailureReason.UNREADABLE_MESSAGE,
        MessageCodec.wireName(message) + " does not belong on run-results");
  }
}
