package openbell.scheduler.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import openbell.runtime.artifact.ArtifactStore;
import openbell.scheduler.adapter.JdbiRepetitions;
import openbell.scheduler.adapter.SqliteExport;
import openbell.scheduler.export.ExportWriter;
import openbell.scheduler.export.Exports;
import openbell.scheduler.proof.Patience;
import openbell.scheduler.proof.Repeating;
import openbell.scheduler.proof.RepetitionBook;
import openbell.scheduler.proof.Replay;
import openbell.scheduler.proof.Verification;
import org.jdbi.v3.core.Jdbi;

/// Builds what proves, repeats and exports runs.
@Dependent
public final class ProofWiring {

  @Produces
  @Singleton
  RepetitionBook repetitionBook(Jdbi jdbi) {
    return new JdbiRepetitions(jdbi);
  }

  @Produces
  @Singleton
  Repeating repeating(RepetitionBook book, ArtifactStore store) {
    return new Repeating(book, store);
  }

  @Produces
  @Singleton
  Verification verification(ArtifactStore store, Repeating repeating) {
    return new Verification(store, repeating);
  }

  @Produces
  @Singleton
  Replay replay(
      RepetitionBook book, Repeating repeating, Verification verification, ArtifactStore store) {
    return new Replay(book, repeating, verification, store);
  }

  @Produces
  @Singleton
  Patience patience(SchedulerConfig config) {
    return new WaitingRoom(config.verifyWait());
  }

  @Produces
  @Singleton
  Exports exports(ArtifactStore store) {
    return new Exports(store);
  }

  @Produces
  @Singleton
  ExportWriter sqliteExport() {
    return new SqliteExport();
  }
}
