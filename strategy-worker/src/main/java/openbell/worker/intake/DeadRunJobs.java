package openbell.worker.intake;

import jakarta.enterprise.context.ApplicationScoped;
import openbell.model.message.Message;
import openbell.model.message.RunFailed;
import openbell.model.message.RunMessage;
import openbell.model.run.Failure;
import openbell.runtime.messaging.DeadLetterListener;
import openbell.worker.run.RunAnnouncements;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says that a run has failed for good.
@ApplicationScoped
public class DeadRunJobs implements DeadLetterListener {
  private static final Logger LOG = LoggerFactory.getLogger(DeadRunJobs.class);

  private final RunAnnouncements announcements;

  public DeadRunJobs(RunAnnouncements announcements) {
    this.announcements = announcements;
  }

  @Override
  public String channel() {
    return "run-jobs";
  }

  @Override
  public void dead(Message message, Failure failure, int attempts) {
    if (message instanceof RunMessage job) {
      announcements.send(new RunFailed(job.run(), failure, attempts));
    }
    LOG.atWarn()
        .addKeyValue("runId", message.key())
        .addKeyValue("reason", failure.reason())
        .addKeyValue("attempt", attempts)
        .log("run failed for good");
  }
}
