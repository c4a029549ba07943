package openbell.signal.audience;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient;
import openbell.model.run.RunRef;
import openbell.signal.audience.Subscription.Origin;
import openbell.signal.audience.Subscription.Standing;
import openbell.signal.audience.Subscription.State;
import org.jspecify.annotations.Nullable;

/// Brings the recipients a portfolio names together with the subscriptions that are known.
///
/// A new address starts as `PENDING`, unless its domain is one the operator vouches for. What is
/// known keeps its state. How often and in which language follows the document until the reader has
/// chosen, or the owner has said it of the address itself. An address that came by the document
/// hears nothing when the document no longer names it; one that was added by itself stays.
public final class SubscriptionPolicy {
  private final Set<String> confirmedDomains;

  public SubscriptionPolicy(Set<String> confirmedDomains) {
    this.confirmedDomains =
        confirmedDomains.stream()
            .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /// The subscriptions that count for this run, one per address: first those the document names, in
  /// its order, then those that were added by themselves.
  ///
  /// @param portfolioName as this run knows it
  public List<Subscription> merge(
      RunRef run,
      String portfolioName,
      List<Recipient> named,
      List<Subscription> known,
      Instant now) {
    Map<String, Subscription> byAddress = new LinkedHashMap<>();
    known.forEach(one -> byAddress.putIfAbsent(address(one.recipient()), one));
    List<Subscription> merged = new ArrayList<>();
    for (Recipient recipient : named) {
      String address = address(recipient);
      boolean twice = merged.stream().anyMatch(s -> address(s.recipient()).equals(address));
      if (!twice) {
        merged.add(merged(run, recipient, byAddress.remove(address), now));
      }
    }
    byAddress.values().stream()
        .filter(subscription -> subscription.standing().origin() == Origin.API)
        .forEach(merged::add);
    return merged.stream().map(one -> one.with(one.standing().named(portfolioName))).toList();
  }

  private Subscription merged(
      RunRef run, Recipient recipient, @Nullable Subscription known, Instant now) {
    Recipient normal = new Recipient(address(recipient), recipient.when(), recipient.language());
    if (known == null) {
      return first(run.owner(), run.portfolio(), normal, now);
    }
    boolean follows = known.standing().origin() == Origin.DOCUMENT && !known.standing().chosen();
    return !follows ? known : known.with(normal, known.terms(), known.holdings());
  }

  /// A subscription that begins now: confirmed at once when the operator vouches for its domain.
  public Subscription first(Owner owner, PortfolioId portfolio, Recipient recipient, Instant now) {
    Recipient normal = new Recipient(address(recipient), recipient.when(), recipient.language());
    State state = firstState(normal);
    Subscription begun = new Subscription(owner, portfolio, normal, state, now);
    return state == State.CONFIRMED ? begun.with(Standing.NEW.confirmed(now)) : begun;
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
