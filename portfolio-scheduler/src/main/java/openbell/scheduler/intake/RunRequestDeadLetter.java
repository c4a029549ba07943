package openbell.scheduler.intake;

import jakarta.enterprise.context.ApplicationScoped;
import openbell.model.message.Message;
import openbell.model.message.RunFailed;
import openbell.model.run.Failure;
import openbell.runtime.messaging.DeadLetterListener;
import openbell.scheduler.reconcile.Outcomes;
import org.jboss.logging.Logger;

/// Says that a run failed when its request could not be resolved.
@ApplicationScoped
public class RunRequestDeadLetter implements DeadLetterListener {
  private static final Logger LOG = Logger.getLogger(RunRequestDeadLetter.class);

  private final Outcomes outcomes;

  RunRequestDeadLetter(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  @Override
  public String channel() {
    return "run-requests";
  }

  @Override
  public void dead(Message message, Failure failure, int attempts) {
    outcomes.send(new RunFailed(message.run(), failure, attempts));
    LOG.warnf(
        "run request given up runId=%s reason=%s", message.run().runId().value(), failure.reason());
  }
}
