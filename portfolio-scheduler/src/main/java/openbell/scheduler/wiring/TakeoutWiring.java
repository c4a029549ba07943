package openbell.scheduler.wiring;

import static openbell.runtime.owned.adapter.JdbiOwnedPart.table;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.owned.OwnedPart;
import openbell.runtime.owned.adapter.JdbiOwnedPart;
import openbell.scheduler.adapter.HttpOwnedParts;
import openbell.scheduler.gateway.Neighbours;
import openbell.scheduler.ownbars.UploadLedger;
import openbell.scheduler.takeout.OwnBarsFiles;
import openbell.scheduler.takeout.Takeout;
import org.jdbi.v3.core.Jdbi;

/// Builds what gives owners all that is theirs.
@Dependent
public class TakeoutWiring {
  /// A file for each version, deleted portfolios included.
  private static final String DOCUMENTS =
      """
      select (p.id || '/' || lpad(p.version::text, 9, '0')) collate "C" as key, p.document as text
      from scheduler.portfolio p where p.owner = :owner
      union all
      select (v.portfolio_id || '/' || lpad(v.version::text, 9, '0')) collate "C", v.document
      from scheduler.portfolio_version v where v.owner = :owner""";

  @Produces
  @Singleton
  OwnedPart ownedPortfolios(Jdbi jdbi) {
    return new JdbiOwnedPart(
        jdbi,
        "portfolio-scheduler",
        Map.of(
            "documents/", DOCUMENTS,
            "portfolios.ndjson", table("scheduler.portfolio", "r.id", "document", "canonical"),
            "versions.ndjson",
                table(
                    "scheduler.portfolio_version",
                    "r.portfolio_id || '/' || lpad(r.version::text, 9, '0')",
                    "document"),
            "runs.ndjson", table("scheduler.run", "r.run_id"),
            "sessions.ndjson",
                table(
                    "scheduler.schedule_ledger",
                    "r.portfolio_id || '/' || r.market || '/' || r.session"),
            "bars.ndjson", table("scheduler.own_bars", "r.symbol")));
  }

  @Produces
  @Singleton
  Takeout takeout(
      Instance<OwnedPart> parts,
      Neighbours neighbours,
      UploadLedger uploads,
      ArtifactStore store,
      Clock clock) {
    return new Takeout(
        parts.stream().toList(),
        new HttpOwnedParts(neighbours),
        new OwnBarsFiles(uploads, store),
        clock);
  }
}
