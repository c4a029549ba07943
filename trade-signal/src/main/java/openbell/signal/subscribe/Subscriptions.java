package openbell.signal.subscribe;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient;
import openbell.signal.audience.Subscription;
import openbell.signal.audience.Subscription.Origin;
import openbell.signal.audience.Subscription.State;
import openbell.signal.audience.SubscriptionPolicy;
import openbell.signal.subscribe.SubscriptionBook.SeenPortfolio;
import openbell.signal.subscribe.SubscriptionEvent.By;
import org.jspecify.annotations.Nullable;

/// What an owner does with the subscriptions of their portfolios.
public final class Subscriptions {
  private final SubscriptionBook book;
  private final Steps steps;
  private final SubscriptionPolicy policy;
  private final PortfolioNames names;
  private final Clock clock;

  public Subscriptions(
      SubscriptionBook book,
      Steps steps,
      SubscriptionPolicy policy,
      PortfolioNames names,
      Clock clock) {
    this.book = book;
    this.steps = steps;
    this.policy = policy;
    this.names = names;
    this.clock = clock;
  }

  /// @param portfolio null for all
  /// @param state null for all
  public List<Subscription> list(
      Owner owner, @Nullable PortfolioId portfolio, @Nullable State state, int limit) {
    return book.list(owner, portfolio, state, limit);
  }

  /// The owner's portfolios that were seen, each with a name.
  public List<SeenPortfolio> portfolios(Owner owner, int limit) {
    return book.portfolios(owner, limit).stream()
        .map(seen -> new SeenPortfolio(seen.id(), named(owner, seen.id(), seen.name())))
        .toList();
  }

  private String named(Owner owner, PortfolioId portfolio, String known) {
    return known.isEmpty() ? names.of(owner, portfolio).orElse(portfolio.value()) : known;
  }

  /// Empty when it is somebody else's.
  public Optional<Subscription> find(Owner owner, String id) {
    return book.find(id).filter(one -> one.owner().equals(owner));
  }

  /// What happened to one, newest first.
  public List<SubscriptionEvent> events(Subscription subscription, int limit) {
    return book.events(subscription.id(), limit);
  }

  /// `Unknown` when the owner has no portfolio of that id that was ever seen here.
  public Outcome add(Owner owner, PortfolioId portfolio, String email, Wish wish) {
    Optional<String> name = book.nameOf(owner, portfolio);
    if (name.isEmpty()) {
      return new Outcome.Unknown();
    }
    Instant now = clock.instant();
    Recipient recipient = new Recipient(email, wish.when(), wish.language());
    Subscription first = wish.on(policy.first(owner, portfolio, recipient, now));
    Subscription fresh =
        first.with(first.standing().from(Origin.API).named(named(owner, portfolio, name.get())));
    return book.ask(fresh, (known, counts) -> steps.add(known, fresh, counts, now));
  }

  /// @param wish from how it is to how it shall be
  public Outcome change(Owner owner, String id, UnaryOperator<Wish> wish) {
    return book.alter(
        id,
        known ->
            mine(known, owner)
                .map(one -> steps.change(one, wish.apply(Wish.of(one)), clock.instant()))
                .orElseGet(Step::unknown));
  }

  public Outcome end(Owner owner, String id) {
    return book.alter(
        id,
        known ->
            mine(known, owner)
                .map(one -> steps.end(one, By.OWNER, clock.instant()))
                .orElseGet(Step::unknown));
  }

  /// Asks a pending address once more.
  public Outcome resend(Owner owner, String id) {
    return mail(owner, id, (one, counts) -> steps.ask(one, counts, clock.instant()));
  }

  /// Sends a test mail to a confirmed address.
  public Outcome test(Owner owner, String id) {
    return mail(owner, id, (one, counts) -> steps.test(one, counts, clock.instant()));
  }

  /// Decides with the mails in view that were sent already.
  private Outcome mail(Owner owner, String id, BiFunction<Subscription, Counts, Step> decide) {
    return find(owner, id)
        .map(
            about ->
                book.ask(
                    about,
                    (known, counts) ->
                        known.map(one -> decide.apply(one, counts)).orElseGet(Step::unknown)))
        .orElseGet(Outcome.Unknown::new);
  }

  private static Optional<Subscription> mine(Optional<Subscription> known, Owner owner) {
    return known.filter(one -> one.owner().equals(owner));
  }
}
