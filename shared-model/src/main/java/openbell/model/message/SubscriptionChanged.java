package openbell.model.message;

import java.time.Instant;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.Purpose;

/// A reader ended a subscription, or took it up again: what is already waiting to be sent must
/// know.
///
/// @param subscription opaque id, as in {@link openbell.model.portfolio.Subscriber}
/// @param ended true when nothing may be sent under it any more
/// @param at when the reader said so; of two changes the later one counts, in whatever order they
/// arrive
public record SubscriptionChanged(
    Owner owner, PortfolioId portfolio, String subscription, boolean ended, Instant at)
    implements Message {

  /// It must not wait behind a batch of mails.
  @Override
  public Purpose purpose() {
    return Purpose.MANUAL;
  }

  @Override
  public String key() {
    return subscription + ":" + at;
  }
}
