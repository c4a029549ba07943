package openbell.signal.subscribe;

import java.time.Instant;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.signal.audience.Subscription;

/// What somebody did to a subscription. Never changed, never taken back, and without the address.
///
/// @param subscription its id; for a refusal there may be no row of that id
/// @param detail what was changed, or why it was refused; may be empty
public record SubscriptionEvent(
    String subscription,
    Owner owner,
    PortfolioId portfolio,
    What what,
    By by,
    String detail,
    Instant at) {

  /// What was done.
  public enum What {
    /// A confirmation mail was asked for.
    ASKED,
    CONFIRMED,
    CHANGED,
    ENDED,
    RESUMED,
    /// A mail was not asked for, and `detail` says why.
    REFUSED,
    /// A test mail was asked for.
    TESTED
  }

  /// Who did it.
  public enum By {
    /// By the portfolio document, the API, the page or the command line.
    OWNER,
    /// By a link in a mail.
    READER
  }

  static SubscriptionEvent of(
      Subscription subscription, What what, By by, String detail, Instant at) {
    return new SubscriptionEvent(
        subscription.id(), subscription.owner(), subscription.portfolio(), what, by, detail, at);
  }
}
