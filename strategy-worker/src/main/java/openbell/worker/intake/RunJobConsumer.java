package openbell.worker.intake;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import openbell.model.message.MeasuredAttempt;
import openbell.model.message.RunJob;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.RunOutcome;
import openbell.runtime.live.Progress;
import openbell.runtime.live.ProgressSink;
import openbell.runtime.live.Stage;
import openbell.runtime.messaging.LeaseMetadata;
import openbell.worker.measure.WorkMeter;
import openbell.worker.run.RunExecutor;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes run jobs.
@ApplicationScoped
public class RunJobConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(RunJobConsumer.class);

  private final RunExecutor executor;
  private final ProgressSink progress;
  private final WorkMeter meter;
  private final Clock clock;

  public RunJobConsumer(RunExecutor executor, ProgressSink progress, WorkMeter meter, Clock clock) {
    this.executor = executor;
    this.progress = progress;
    this.meter = meter;
    this.clock = clock;
  }

  @Incoming("run-jobs")
  @RunOnVirtualThread
  public void consume(RunJob job, LeaseMetadata lease) {
    int attempt = lease.attempt();
    Instant begun = clock.instant();
    boolean completed = false;
    try {
      execute(job, lease, attempt);
      completed = true;
    } finally {
      // An attempt that failed kept its slot busy all the same.
      meter.add(
          new MeasuredAttempt(
              job.run(), job.definition().name(), attempt, begun, since(begun), completed));
    }
  }

  private Duration since(Instant begun) {
    Duration busy = Duration.between(begun, clock.instant());
    // The clock of a machine may be set back.
    return busy.isNegative() ? Duration.ZERO : busy;
  }

  private void execute(RunJob job, LeaseMetadata lease, int attempt) {
    var outcome =
        executor.execute(job, lease.fence(), (stage, detail) -> tell(job, stage, attempt, detail));
    switch (outcome) {
      case RunOutcome.Completed _ ->
          LOG.atInfo()
              .addKeyValue("runId", job.run().runId().value())
              .addKeyValue("portfolio", job.run().portfolio().value())
              .addKeyValue("session", job.run().session().date())
              .addKeyValue("attempt", attempt)
              .log("run completed");
      case RunOutcome.Failed(var failure) -> throw again(job, attempt, failure);
    }
  }

  /// What cannot pass is told with the outcome, by whoever writes that down.
  private FailureException again(RunJob job, int attempt, Failure failure) {
    if (failure.reason().mayPass()) {
      tell(job, Stage.RETRYING, attempt, failure.detail());
    }
    return new FailureException(failure);
  }

  private void tell(RunJob job, Stage stage, int attempt, String detail) {
    progress.tell(new Progress(job.run(), stage, attempt, clock.instant(), detail));
  }
}
