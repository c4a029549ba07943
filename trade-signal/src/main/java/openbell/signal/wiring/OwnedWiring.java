package openbell.signal.wiring;

import static openbell.runtime.owned.adapter.JdbiOwnedPart.table;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import openbell.runtime.owned.OwnedPart;
import openbell.runtime.owned.adapter.JdbiOwnedPart;
import org.jdbi.v3.core.Jdbi;

/// Builds what owners can take along of signals and subscriptions.
@Dependent
public class OwnedWiring {

  /// What readers said they hold is theirs, not the owner's.
  @Produces
  @Singleton
  OwnedPart ownedSignals(Jdbi jdbi) {
    return new JdbiOwnedPart(
        jdbi,
        "trade-signal",
        Map.of(
            "subscriptions.ndjson", table("signal.subscription", "r.id", "holdings"),
            "subscription-events.ndjson",
                table("signal.subscription_event", "lpad(r.id::text, 19, '0')"),
            "signals.ndjson", table("signal.history", "r.run_id"),
            "revisions.ndjson", table("signal.revision", "r.run_id"),
            "audience.ndjson", table("signal.audience", "r.run_id || ' ' || r.email"),
            "record.ndjson", table("signal.forward", "lpad(r.number::text, 19, '0')")));
  }
}
