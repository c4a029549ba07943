package openbell.signal.subscribe;

import java.time.Instant;
import java.time.ZoneOffset;
import openbell.model.hash.Sha256;
import openbell.model.market.Session;
import openbell.model.message.NoticeRequested;
import openbell.model.message.NoticeRequested.Kind;
import openbell.signal.audience.Subscription;

/// Writes down which mail about a subscription is wanted. Pure.
final class Notices {
  /// Sessions without an exchange: one per day of universal time.
  private static final String NO_EXCHANGE = "H24";

  private static final int ID_DIGITS = 32;

  private Notices() {}

  /// @param number counts the confirmations of this subscription, from 1: each is a mail of its own
  static NoticeRequested confirm(Subscription subscription, int number, Instant now) {
    return notice(subscription, Kind.CONFIRM, "confirm-" + number, now);
  }

  /// @param number counts the tests of this subscription, from 1
  static NoticeRequested test(Subscription subscription, int number, Instant now) {
    return notice(subscription, Kind.TEST, "test-" + number, now);
  }

  private static NoticeRequested notice(
      Subscription subscription, Kind kind, String template, Instant now) {
    Session day = new Session(NO_EXCHANGE, now.atOffset(ZoneOffset.UTC).toLocalDate());
    String id =
        Sha256.hex(
            String.join("\n", subscription.id(), day.date().toString(), template), ID_DIGITS);
    return new NoticeRequested(
        subscription.owner(),
        subscription.portfolio(),
        day,
        id,
        kind,
        subscription.recipient(),
        subscription.subscriber(),
        template,
        null,
        subscription.portfolioName(),
        "");
  }
}
