package openbell.scheduler.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import openbell.runtime.artifact.ArtifactStore;
import openbell.scheduler.adapter.JdbiPreviews;
import openbell.scheduler.adapter.ParsedDocuments;
import openbell.scheduler.dispatch.RunDefinitions;
import openbell.scheduler.dispatch.RunMoments;
import openbell.scheduler.dispatch.VersionBook;
import openbell.scheduler.preview.Impacts;
import openbell.scheduler.preview.Previews;
import openbell.scheduler.preview.RunDocuments;
import openbell.scheduler.reconcile.RunLedger;
import openbell.scheduler.schedule.CalendarSource;
import org.jdbi.v3.core.Jdbi;

/// Builds what evaluates documents that are not saved.
@Dependent
public final class PreviewWiring {

  @Produces
  @Singleton
  JdbiPreviews previewRows(Jdbi jdbi, ParsedDocuments documents, KeepConfig keep) {
    return new JdbiPreviews(jdbi, documents, keep.previews());
  }

  @Produces
  @Singleton
  RunDefinitions runDefinitions(VersionBook versions, JdbiPreviews rows) {
    return new RunDocuments(versions, rows);
  }

  @Produces
  @Singleton
  RunMoments runMoments(CalendarSource calendars) {
    return new RunMoments(calendars);
  }

  @Produces
  @Singleton
  Previews previews(JdbiPreviews rows, RunLedger ledger, ArtifactStore store) {
    return new Previews(rows, ledger, store);
  }

  @Produces
  @Singleton
  Impacts impacts(Previews previews, JdbiPreviews rows, RunLedger ledger, ArtifactStore store) {
    return new Impacts(previews, rows, ledger, store);
  }
}
