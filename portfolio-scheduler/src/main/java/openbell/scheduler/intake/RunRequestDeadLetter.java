package openbell.scheduler.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import openbell.model.message.Message;
import openbell.model.message.RunFailed;
import openbell.model.message.RunMessage;
import openbell.model.run.Failure;
import openbell.runtime.messaging.DeadLetterListener;
import openbell.scheduler.reconcile.Outcomes;
import org.jboss.logging.Logger;

/// Says that a run failed when its request could not be resolved.
@ApplicationScoped
public class RunRequestDeadLetter implements DeadLetterListener {
  private static final Logger LOG = Logger.getLogger(RunRequestDeadLetter.class);

  // Looked up when it is needed: listeners are made before the outgoing channels are open.
  private final Instance<Outcomes> outcomes;

  RunRequestDeadLetter(Instance<Outcomes> outcomes) {
    this.outcomes = outcomes;
  }

  @Override
  public String channel() {
    return "run-requests";
  }

  @Override
  public void dead(Message message, Failure failure, int attempts) {
    if (message instanceof RunMessage request) {
      outcomes.get().send(new RunFailed(request.run(), failure, attempts));
    }
    LOG.warnf("run request given up runId=%s reason=%s", message.key(), failure.reason());
  }
}
