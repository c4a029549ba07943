package openbell.signal.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import openbell.model.message.Message;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunFailed;
import openbell.model.run.Failure;
import openbell.runtime.messaging.DeadLetterListener;
import openbell.runtime.outbox.OutboxRelay;
import openbell.signal.result.RunResults;
import openbell.signal.wiring.SignalOutbox;
import org.jboss.logging.Logger;

/// Records that a result was given up, e.g. because its artifact never came, and tells its readers
/// that there is no signal. It is recorded as a failure: a replay of the message still makes one.
@ApplicationScoped
public class DeadRunResults implements DeadLetterListener {
  private static final Logger LOG = Logger.getLogger(DeadRunResults.class);

  // Looked up when they are needed: listeners are made before the outgoing channels are open.
  private final Instance<RunResults> results;
  private final Instance<OutboxRelay> relay;

  DeadRunResults(Instance<RunResults> results, @SignalOutbox Instance<OutboxRelay> relay) {
    this.results = results;
    this.relay = relay;
  }

  @Override
  public String channel() {
    return "run-results";
  }

  @Override
  public void dead(Message message, Failure failure, int attempts) {
    switch (message) {
      case RunCompleted completed ->
          results.get().failed(new RunFailed(completed.run(), failure, attempts));
      case RunFailed failed -> results.get().failed(failed);
      default -> {}
    }
    relay.get().flush();
    LOG.warnf("run result given up runId=%s reason=%s", message.key(), failure.reason());
  }
}
