package openbell.notification.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import openbell.notification.adapter.JdbiBuckets;
import openbell.notification.adapter.MicrometerSendMeter;
import openbell.notification.adapter.SesAccount;
import openbell.notification.deliver.Account;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Delivery;
import openbell.notification.deliver.Dispatch;
import openbell.notification.deliver.SendLedger;
import openbell.notification.deliver.SendMeter;
import openbell.notification.deliver.SharedRate;
import openbell.runtime.alert.AlertSink;
import openbell.runtime.timer.TimerGuard;
import org.jdbi.v3.core.Jdbi;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/// Builds what paces the sending.
@Dependent
public class SendingWiring {

  /// Letters printed at once: printing is arithmetic, more than a few only wait for each other.
  private static final int LANES = 4;

  private static final int BATCH = 500;

  @Produces
  @Singleton
  SharedRate sharedRate(
      Jdbi jdbi, Channel channel, NotificationConfig config, AlertSink alerts, Clock clock) {
    Account account =
        config.channel() == NotificationConfig.Kind.SES
            ? new SesAccount(client(config))
            : Optional::empty;
    return new SharedRate(
        channel.name(), new JdbiBuckets(jdbi), config.sendsPerSecond(), account, alerts, clock);
  }

  @Produces
  @Singleton
  Dispatch dispatch(
      Delivery delivery,
      SendLedger ledger,
      SharedRate rate,
      NotificationConfig config,
      Delivery.Surroundings around,
      TimerGuard guard) {
    return new Dispatch(
        delivery,
        ledger,
        rate,
        new Dispatch.Size(BATCH, LANES, config.sendsAtOnce()),
        around,
        work -> guard.run("notification-delivery", work));
  }

  void end(@Disposes Dispatch dispatch) {
    dispatch.close();
  }

  @Produces
  @Singleton
  SendMeter sendMeter(MeterRegistry meters) {
    return new MicrometerSendMeter(meters);
  }

  static SesV2Client client(NotificationConfig config) {
    return SesClients.of(config.ses().region(), config.ses().endpoint(), config.callTimeout());
  }
}
