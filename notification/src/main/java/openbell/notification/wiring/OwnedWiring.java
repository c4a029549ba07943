package openbell.notification.wiring;

import static openbell.runtime.owned.adapter.JdbiOwnedPart.table;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import openbell.runtime.owned.OwnedPart;
import openbell.runtime.owned.adapter.JdbiOwnedPart;
import org.jdbi.v3.core.Jdbi;

/// Builds what owners can take along of their mails.
@Dependent
public class OwnedWiring {

  /// Without the messages themselves: their links are keys that belong to the readers.
  @Produces
  @Singleton
  OwnedPart ownedMails(Jdbi jdbi) {
    return new JdbiOwnedPart(
        jdbi,
        "notification",
        Map.of(
            "mails.ndjson", table("notification.mail_ledger", "r.id", "message", "fence", "parked"),
            "mails-sent-again.ndjson",
                table("notification.mail_audit", "lpad(r.id::text, 19, '0')"),
            "digests.ndjson", table("notification.digest", "r.id")));
  }
}
