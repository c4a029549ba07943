package openbell.scheduler.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.artifact.StoreUpkeep;
import openbell.scheduler.adapter.JdbiKeepLedger;
import openbell.scheduler.keep.KeepLedger;
import openbell.scheduler.keep.KeepRules;
import openbell.scheduler.keep.Sweeper;
import openbell.scheduler.keep.Verdicts;
import org.jdbi.v3.core.Jdbi;

/// Builds what keeps the artifact store tidy.
@Dependent
public final class KeepWiring {

  @Produces
  @Singleton
  KeepLedger keepLedger(Jdbi jdbi) {
    return new JdbiKeepLedger(jdbi);
  }

  @Produces
  @Singleton
  Sweeper sweeper(
      StoreUpkeep upkeep, ArtifactStore artifacts, KeepLedger ledger, KeepConfig config) {
    KeepRules rules =
        new KeepRules(
            config.previews(),
            config.exports(),
            config.attempts(),
            config.unfinished(),
            config.drafts(),
            config.objectsPerBeat());
    return new Sweeper(upkeep, ledger, new Verdicts(artifacts, rules), rules);
  }
}
