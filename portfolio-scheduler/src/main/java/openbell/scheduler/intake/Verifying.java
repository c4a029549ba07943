package openbell.scheduler.intake;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import openbell.model.portfolio.Owner;
import openbell.model.run.ArtifactRef;
import openbell.scheduler.proof.Patience;
import openbell.scheduler.proof.Verification;
import openbell.scheduler.reconcile.RunLedger;
import openbell.scheduler.reconcile.RunRecord;

/// From the id of a run to the proof of it, or to a problem.
@Singleton
final class Verifying {
  private final RunLedger ledger;
  private final Verification verification;
  private final Patience patience;
  private final OutboxTimer outbox;
  private final Clock clock;

  Verifying(
      RunLedger ledger,
      Verification verification,
      Patience patience,
      OutboxTimer outbox,
      Clock clock) {
    this.ledger = ledger;
    this.verification = verification;
    this.patience = patience;
    this.outbox = outbox;
    this.clock = clock;
  }

  RunRecord find(Owner owner, String id) {
    return ledger.find(owner, Problems.run(id)).orElseThrow(Problems::noRun);
  }

  VerifyView verify(RunRecord run) {
    ArtifactRef artifact = Problems.artifact(run);
    Patience waiting =
        pauses -> {
          if (pauses == 0) {
            outbox.soon();
          }
          return patience.pause(pauses);
        };
    return VerifyView.of(
        run,
        verification.verify(
            run, artifact, clock.instant().truncatedTo(ChronoUnit.MICROS), waiting));
  }
}
