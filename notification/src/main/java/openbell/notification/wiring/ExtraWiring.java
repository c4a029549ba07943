package openbell.notification.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openbell.notification.adapter.JdbiBuckets;
import openbell.notification.adapter.PostChannel;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Delivery;
import openbell.notification.deliver.DeliveryPolicy;
import openbell.notification.deliver.Dispatch;
import openbell.notification.deliver.ExtraChannel;
import openbell.notification.deliver.SendLedger;
import openbell.notification.deliver.SendMeter;
import openbell.notification.deliver.SendPace;
import openbell.notification.deliver.SharedRate;
import openbell.notification.render.LetterPress;
import openbell.notification.render.MailLinks;
import openbell.runtime.timer.TimerGuard;
import org.jdbi.v3.core.Jdbi;

/// Builds the channels besides the mails.
@Dependent
public class ExtraWiring {
  private static final Dispatch.Size SMALL = new Dispatch.Size(50, 1, 4);

  private final NotificationConfig config;
  private final SendLedger ledger;
  private final LetterPress press;
  private final MailLinks links;
  private final DeliveryPolicy policy;
  private final Delivery.Surroundings around;
  private final Jdbi jdbi;

  ExtraWiring(
      NotificationConfig config,
      SendLedger ledger,
      LetterPress press,
      MailLinks links,
      DeliveryPolicy policy,
      Delivery.Surroundings around,
      Jdbi jdbi) {
    this.config = config;
    this.ledger = ledger;
    this.press = press;
    this.links = links;
    this.policy = policy;
    this.around = around;
    this.jdbi = jdbi;
  }

  @Produces
  @Singleton
  ExtraChannels extraChannels(SendMeter meter, TimerGuard guard) {
    List<ExtraChannel> all = new ArrayList<>();
    config
        .slackWebhook()
        .ifPresent(
            url ->
                all.add(
                    extra(
                        PostChannel.slack(url, config.callTimeout(), around.clock()),
                        meter,
                        guard)));
    config
        .webhook()
        .url()
        .ifPresent(
            url -> {
              String secret =
                  config
                      .webhook()
                      .secret()
                      .orElseThrow(
                          () ->
                              new IllegalArgumentException(
                                  "openbell.notification.webhook.secret is missing:"
                                      + " posts are signed"));
              all.add(
                  extra(
                      PostChannel.webhook(url, secret, config.callTimeout(), around.clock()),
                      meter,
                      guard));
            });
    return new ExtraChannels(all);
  }

  void end(@Disposes ExtraChannels extras) {
    extras.all().forEach(ExtraChannel::close);
  }

  private ExtraChannel extra(Channel channel, SendMeter meter, TimerGuard guard) {
    SharedRate rate =
        new SharedRate(
            channel.name(),
            new JdbiBuckets(jdbi),
            SendPace.of("1"),
            Optional::empty,
            around.alerts(),
            around.clock());
    Delivery delivery =
        new Delivery(
            ledger,
            channel,
            press,
            new Delivery.Sender(config.from(), config.listDomain(), links),
            policy,
            rate,
            meter,
            around);
    Dispatch dispatch =
        new Dispatch(
            delivery,
            ledger,
            rate,
            SMALL,
            around,
            work -> guard.run("notification-" + channel.name(), work));
    return new ExtraChannel(delivery, dispatch);
  }
}
