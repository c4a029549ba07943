package openbell.worker.intake;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import openbell.model.message.RunJob;
import openbell.model.run.FailureException;
import openbell.model.run.RunOutcome;
import openbell.runtime.messaging.LeaseMetadata;
import openbell.worker.run.RunExecutor;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes run jobs.
@ApplicationScoped
public class RunJobConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(RunJobConsumer.class);

  private final RunExecutor executor;

  public RunJobConsumer(RunExecutor executor) {
    this.executor = executor;
  }

  @Incoming("run-jobs")
  @RunOnVirtualThread
  public void consume(RunJob job, LeaseMetadata lease) {
    switch (executor.execute(job, lease.fence())) {
      case RunOutcome.Completed _ ->
          LOG.atInfo()
              .addKeyValue("runId", job.run().runId().value())
              .addKeyValue("portfolio", job.run().portfolio().value())
              .addKeyValue("session", job.run().session().date())
              .addKeyValue("attempt", lease.attempt())
              .log("run completed");
      case RunOutcome.Failed(var failure) -> throw new FailureException(failure);
    }
  }
}
