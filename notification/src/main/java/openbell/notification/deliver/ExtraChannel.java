package openbell.notification.deliver;

import openbell.model.message.Notification;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Recipient;

/// A place that an operator configured, where signals are posted besides the mails: one post for
/// each (portfolio, session, revision), by the same ledger and the same rules. What happens to it
/// never stops a mail.
public final class ExtraChannel {
  private final Delivery delivery;
  private final Dispatch dispatch;

  public ExtraChannel(Delivery delivery, Dispatch dispatch) {
    this.delivery = delivery;
    this.dispatch = dispatch;
  }

  /// Takes a session's signal in; anything else is for its reader only. The second reader of the
  /// same signal changes nothing.
  public void accept(Notification notification) {
    if (notification instanceof NotificationRequested signal
        && signal.template().equals("signal")) {
      // Nothing of the reader: the same for whoever is first.
      delivery.accept(
          new NotificationRequested(
              signal.run(),
              signal.run().runId().value(),
              new Recipient(Envelopes.OPERATOR, Recipient.Preference.EVERY_SESSION, "en"),
              signal.template(),
              signal.report()));
    }
  }

  public void sendDue() {
    dispatch.sendDue();
  }

  public void close() {
    dispatch.close();
  }
}
