package openbell.model.message;

import openbell.model.market.Session;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Subscriber;
import org.jspecify.annotations.Nullable;

/// One message to one reader: everything that its ledger key needs, and all there is to say.
public sealed interface Notification extends Message
    permits NotificationRequested, NoticeRequested, DigestRequested {

  /// The same for the same (portfolio, session, revision, recipient, template).
  String notificationId();

  Session session();

  int revision();

  Recipient recipient();

  /// The terms of the subscription it is sent under; null in messages that were written before
  /// there were any, and for an address without one.
  @Nullable Subscriber subscriber();

  /// Which letter, e.g. `signal`: part of the ledger key.
  String template();

  @Override
  default String key() {
    return notificationId();
  }
}
