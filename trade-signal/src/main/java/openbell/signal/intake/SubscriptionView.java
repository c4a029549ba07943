package openbell.signal.intake;

import java.time.Instant;
import openbell.signal.audience.Subscription;

/// A subscription as its owner sees it.
///
/// @param receives false while the address has not been confirmed: it gets no mail
public record SubscriptionView(
    String email,
    String preference,
    String language,
    String state,
    boolean receives,
    Instant since) {

  static SubscriptionView of(Subscription subscription) {
    return new SubscriptionView(
        subscription.recipient().email(),
        subscription.recipient().when().name(),
        subscription.recipient().language(),
        subscription.state().name(),
        subscription.state() == Subscription.State.CONFIRMED,
        subscription.since());
  }
}
