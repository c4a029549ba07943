package openbell.scheduler.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import openbell.runtime.artifact.ArtifactStore;
import openbell.scheduler.adapter.JdbiUploadLedger;
import openbell.scheduler.ownbars.UploadLedger;
import openbell.scheduler.ownbars.Uploads;
import openbell.scheduler.submit.InstrumentList;
import org.jdbi.v3.core.Jdbi;

/// Builds what keeps owners' own bars.
@Dependent
public final class OwnBarsWiring {

  @Produces
  @Singleton
  UploadLedger uploadLedger(Jdbi jdbi) {
    return new JdbiUploadLedger(jdbi);
  }

  @Produces
  @Singleton
  Uploads uploads(
      UploadLedger ledger, ArtifactStore store, InstrumentList instruments, Clock clock) {
    return new Uploads(ledger, store, instruments, clock);
  }
}
