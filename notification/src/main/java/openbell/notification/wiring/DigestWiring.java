package openbell.notification.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import openbell.model.calendar.Calendars;
import openbell.model.wire.MessageCodec;
import openbell.notification.adapter.Holds;
import openbell.notification.adapter.JdbiDigestLedger;
import openbell.notification.adapter.JdbiHolds;
import openbell.notification.deliver.SendLedger;
import openbell.notification.digest.DigestRules;
import openbell.notification.digest.Digests;
import org.jdbi.v3.core.Jdbi;

/// Builds what keeps mails back: digests and quiet hours.
@Dependent
public class DigestWiring {

  @Produces
  @Singleton
  DigestRules digestRules(DigestConfig config) {
    return new DigestRules(Calendars.builtIn(), config.closeAfter());
  }

  @Produces
  @Singleton
  Holds holds(DigestRules rules) {
    return new JdbiHolds(rules);
  }

  @Produces
  @Singleton
  Digests digests(
      Jdbi jdbi, MessageCodec codec, SendLedger ledger, DigestRules rules, Clock clock) {
    return new Digests(new JdbiDigestLedger(jdbi, codec, ledger), rules, clock);
  }
}
