package openbell.signal.subscribe;

import openbell.model.portfolio.OwnHoldings;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Recipient.Preference;
import openbell.signal.audience.Subscription;
import openbell.signal.audience.Subscription.Terms;
import org.jspecify.annotations.Nullable;

/// How somebody wants to hear about a portfolio.
///
/// @param language BCP 47 tag, e.g. `en` or `zh-CN`
/// @param holdings what the reader really holds, or null
public record Wish(Preference when, String language, Terms terms, @Nullable OwnHoldings holdings) {

  static Wish of(Subscription subscription) {
    Recipient recipient = subscription.recipient();
    return new Wish(
        recipient.when(), recipient.language(), subscription.terms(), subscription.holdings());
  }

  Subscription on(Subscription subscription) {
    Recipient wanted = new Recipient(subscription.recipient().email(), when, language);
    return subscription.with(wanted, terms, holdings);
  }
}
