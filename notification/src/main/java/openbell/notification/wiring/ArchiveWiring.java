package openbell.notification.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import openbell.notification.adapter.JdbiMailArchive;
import openbell.notification.archive.MailArchive;
import openbell.notification.archive.Resend;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.SendLedger;
import openbell.notification.render.LetterPress;
import org.jdbi.v3.core.Jdbi;

/// Builds the archive of what was sent.
@Dependent
public class ArchiveWiring {

  @Produces
  @Singleton
  MailArchive mailArchive(Jdbi jdbi) {
    return new JdbiMailArchive(jdbi);
  }

  @Produces
  @Singleton
  Resend resend(
      SendLedger ledger,
      MailArchive archive,
      LetterPress press,
      Channel channel,
      Clock clock,
      ArchiveConfig config) {
    return new Resend(ledger, archive, press, channel, clock, config.mostResends());
  }
}
