package openbell.notification.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import openbell.model.wire.MessageCodec;
import openbell.notification.adapter.FileChannel;
import openbell.notification.adapter.Holds;
import openbell.notification.adapter.JdbiDigestItems;
import openbell.notification.adapter.JdbiSendLedger;
import openbell.notification.adapter.QuteRenderer;
import openbell.notification.adapter.SesChannel;
import openbell.notification.adapter.SmtpChannel;
import openbell.notification.adapter.StoredChartSource;
import openbell.notification.archive.CopyingChannel;
import openbell.notification.archive.MailArchive;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Delivery;
import openbell.notification.deliver.DeliveryPolicy;
import openbell.notification.deliver.SendLedger;
import openbell.notification.deliver.SendMeter;
import openbell.notification.deliver.SharedRate;
import openbell.notification.deliver.UnknownWatch;
import openbell.notification.render.DigestItems;
import openbell.notification.render.LetterPress;
import openbell.notification.render.MailLinks;
import openbell.runtime.alert.AlertSink;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.link.SignedLinks;
import openbell.runtime.live.ProgressSink;
import openbell.runtime.wiring.SchemaMigration;
import org.jdbi.v3.core.Jdbi;

/// Builds notification.
@Dependent
public class NotificationWiring {

  @Produces
  SchemaMigration notificationSchema() {
    return new SchemaMigration(JdbiSendLedger.SCHEMA, "db/notification");
  }

  @Produces
  @Singleton
  SendLedger sendLedger(Jdbi jdbi, MessageCodec codec, Holds holds) {
    return new JdbiSendLedger(jdbi, codec, holds);
  }

  @Produces
  @Singleton
  MailLinks mailLinks(NotificationConfig config, SignedLinks signed) {
    return new MailLinks(config.page(), signed);
  }

  @Produces
  @Singleton
  LetterPress letterPress(
      MailLinks links, ArtifactStore store, DigestItems digests, NotificationConfig config) {
    return new LetterPress(
        links, new QuteRenderer(), new StoredChartSource(store, config.chartSessions()), digests);
  }

  @Produces
  @Singleton
  DigestItems digestItems(Jdbi jdbi, MessageCodec codec) {
    return new JdbiDigestItems(jdbi, codec);
  }

  @Produces
  @Singleton
  Channel channel(NotificationConfig config, MailArchive archive, Clock clock) {
    return new CopyingChannel(bare(config), archive, clock);
  }

  private static Channel bare(NotificationConfig config) {
    return switch (config.channel()) {
      case FILE -> new FileChannel(config.mailbox());
      case SMTP -> new SmtpChannel(server(config));
      case SES ->
          new SesChannel(SendingWiring.client(config), config.ses().configurationSet().orElse(""));
    };
  }

  @Produces
  @Singleton
  DeliveryPolicy deliveryPolicy(NotificationConfig config) {
    return new DeliveryPolicy(
        config.oldest(), config.parkAfter(), config.callTimeout(), config.mostAttempts());
  }

  @Produces
  @Singleton
  Delivery delivery(
      SendLedger ledger,
      Channel channel,
      LetterPress press,
      DeliveryPolicy policy,
      MailLinks links,
      NotificationConfig config,
      SharedRate rate,
      SendMeter meter,
      Delivery.Surroundings around) {
    return new Delivery(
        ledger,
        channel,
        press,
        new Delivery.Sender(config.from(), config.listDomain(), links),
        policy,
        rate,
        meter,
        around);
  }

  @Produces
  @Singleton
  Delivery.Surroundings surroundings(Clock clock, AlertSink alerts, ProgressSink progress) {
    return new Delivery.Surroundings(
        clock, System::nanoTime, () -> ThreadLocalRandom.current().nextDouble(), alerts, progress);
  }

  @Produces
  @Singleton
  UnknownWatch unknownWatch(
      SendLedger ledger, Channel channel, DeliveryPolicy policy, AlertSink alerts, Clock clock) {
    return new UnknownWatch(ledger, channel, policy, alerts, clock);
  }

  private static SmtpChannel.Server server(NotificationConfig config) {
    NotificationConfig.Smtp smtp = config.smtp();
    return new SmtpChannel.Server(
        smtp.host(),
        smtp.port(),
        smtp.security(),
        smtp.user().orElse(""),
        smtp.password().orElse(""),
        config.callTimeout());
  }
}
