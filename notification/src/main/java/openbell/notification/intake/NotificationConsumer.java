package openbell.notification.intake;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import openbell.model.message.Message;
import openbell.model.message.Notification;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunFailed;
import openbell.model.message.RunJob;
import openbell.model.message.RunRequested;
import openbell.model.message.SubscriptionChanged;
import openbell.model.message.WorkMessage;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Delivery;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendLedger.Acceptance;
import openbell.notification.suppress.SuppressionList;
import openbell.notification.wiring.ExtraChannels;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// The door for notifications. Once the ledger has one, the message has done its work.
@ApplicationScoped
public class NotificationConsumer {
  private static final Logger LOG = Logger.getLogger(NotificationConsumer.class);

  private final Delivery delivery;
  private final Channel channel;
  private final ExtraChannels extras;
  private final SuppressionList suppression;

  public NotificationConsumer(
      Delivery delivery, Channel channel, ExtraChannels extras, SuppressionList suppression) {
    this.extras = extras;
    this.suppression = suppression;
    this.delivery = delivery;
    this.channel = channel;
  }

  /// A file is written at once; a provider has a rate, which {@link DeliveryTimer} keeps.
  @Incoming("notifications")
  @RunOnVirtualThread
  public void consume(Message message) {
    switch (message) {
      case Notification request -> take(request);
      case SubscriptionChanged changed -> {
        suppression.change(changed.subscription(), changed.ended(), changed.at());
        LOG.infof(
            "subscription changed subscription=%s ended=%s",
            changed.subscription(), changed.ended());
      }
      case RunRequested _, RunJob _, RunCompleted _, RunFailed _, WorkMessage _ ->
          throw FailureException.of(
              FailureReason.UNREADABLE_MESSAGE, "notifications carries notifications only");
    }
  }

  private void take(Notification request) {
    Acceptance acceptance = delivery.accept(request);
    extras.all().forEach(extra -> extra.accept(request));
    boolean now = acceptance.outcome() == Acceptance.Outcome.NEW && channel.repeatable();
    LedgerState state = now ? delivery.attempt(acceptance.entry()) : acceptance.entry().state();
    LOG.infof(
        "notification taken notificationId=%s portfolio=%s taken=%s state=%s",
        acceptance.entry().id(), request.portfolio().value(), acceptance.outcome(), state);
  }
}
