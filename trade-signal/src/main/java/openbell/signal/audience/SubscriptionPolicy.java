package openbell.signal.audience;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import openbell.model.portfolio.Recipient;
import openbell.model.run.RunRef;
import openbell.signal.audience.Subscription.State;
import openbell.signal.audience.Subscription.Terms;
import org.jspecify.annotations.Nullable;

/// Brings the recipients a portfolio names together with the subscriptions that are known.
///
/// A new address starts as `PENDING`, unless its domain is one the operator vouches for. What is
/// known keeps its state; how often and in which language follows the portfolio. An address that
/// the portfolio no longer names hears nothing.
public final class SubscriptionPolicy {
  private final Set<String> confirmedDomains;

  public SubscriptionPolicy(Set<String> confirmedDomains) {
    this.confirmedDomains =
        confirmedDomains.stream()
            .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /// The subscriptions that count for this run, one per address, in the portfolio's order.
  public List<Subscription> merge(
      RunRef run, List<Recipient> named, List<Subscription> known, Instant now) {
    Map<String, Subscription> byAddress =
        known.stream()
            .collect(
                Collectors.toMap(
                    subscription -> address(subscription.recipient()),
                    Function.identity(),
                    (first, _) -> first));
    List<Subscription> merged = new ArrayList<>();
    for (Recipient recipient : named) {
      String address = address(recipient);
      boolean twice = merged.stream().anyMatch(s -> address(s.recipient()).equals(address));
      if (!twice) {
        merged.add(merged(run, recipient, byAddress.get(address), now));
      }
    }
    return merged;
  }

  private Subscription merged(
      RunRef run, Recipient recipient, @Nullable Subscription known, Instant now) {
    Recipient normal = new Recipient(address(recipient), recipient.when(), recipient.language());
    State state = known == null ? firstState(normal) : known.state();
    Instant since = known == null ? now : known.since();
    return new Subscription(
        Subscription.idOf(run.owner(), run.portfolio(), normal),
        run.owner(),
        run.portfolio(),
        normal,
        state,
        since,
        known == null ? Terms.PLAIN : known.terms(),
        known == null ? null : known.holdings());
  }

  private State firstState(Recipient recipient) {
    String address = recipient.email();
    String domain = address.substring(address.lastIndexOf('@') + 1);
    return confirmedDomains.contains(domain) ? State.CONFIRMED : State.PENDING;
  }

  private static String address(Recipient recipient) {
    return recipient.email().strip().toLowerCase(Locale.ROOT);
  }
}
