package openbell.scheduler.intake;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
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
import openbell.runtime.live.Progress;
import openbell.runtime.live.ProgressSink;
import openbell.runtime.live.Stage;
import openbell.scheduler.reconcile.RunLedger;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// Writes down how runs ended.
@ApplicationScoped
public class RunOutcomeConsumer {
  private static final Logger LOG = Logger.getLogger(RunOutcomeConsumer.class);

  private final RunLedger ledger;
  private final ProgressSink progress;
  private final Clock clock;

  RunOutcomeConsumer(RunLedger ledger, ProgressSink progress, Clock clock) {
    this.ledger = ledger;
    this.progress = progress;
    this.clock = clock;
  }

  @Incoming("run-outcomes")
  @RunOnVirtualThread
  public void consume(Message message) {
    switch (message) {
      case RunCompleted completed -> ledger.completed(completed, clock.instant());
      case RunFailed failed -> {
        Instant now = clock.instant();
        ledger.failed(failed, now);
        progress.tell(
            new Progress(
                failed.run(), Stage.FAILED, failed.attempts(), now, failed.failure().detail()));
        LOG.infof(
            "run failed runId=%s reason=%s",
            failed.run().runId().value(), failed.failure().reason());
      }
      case RunRequested _, RunJob _, Notification _, SubscriptionChanged _, WorkMessage _ ->
          throw FailureException.of(
              FailureReason.UNREADABLE_MESSAGE, "run-outcomes carries outcomes only");
    }
  }
}
