package openbell.signal.subscribe;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import openbell.runtime.link.SignedLinks;
import openbell.runtime.link.SignedLinks.LinkPurpose;
import openbell.signal.audience.Subscription;
import openbell.signal.audience.Subscription.State;
import openbell.signal.subscribe.SubscriptionEvent.By;

/// What a reader does with a link from a mail. The token is the proof: who holds it reads the
/// address.
///
/// Every answer is empty for a token that is not genuine, has ended, or means nothing any more, and
/// never says which.
public final class ReaderDesk {
  private final SubscriptionBook book;
  private final Steps steps;
  private final SignedLinks links;
  private final Clock clock;

  public ReaderDesk(SubscriptionBook book, Steps steps, SignedLinks links, Clock clock) {
    this.book = book;
    this.steps = steps;
    this.links = links;
    this.clock = clock;
  }

  /// Ends a subscription, or with the link of a digest all that it merges; says nothing about
  /// whether there was one.
  public void unsubscribe(String token) {
    alter(LinkPurpose.UNSUBSCRIBE, token, this::ended);
    links
        .subject(LinkPurpose.UNSUBSCRIBE_DIGEST, token, clock.instant())
        .ifPresent(id -> book.alterDigest(id, this::ended));
  }

  /// True for the link of a digest, which ends every subscription that the digest merges.
  public boolean endsDigest(String token) {
    return links.subject(LinkPurpose.UNSUBSCRIBE_DIGEST, token, clock.instant()).isPresent();
  }

  private Step ended(Subscription subscription) {
    return steps.end(subscription, By.READER, clock.instant());
  }

  /// The subscription a confirmation link is about, as long as it can be confirmed or is.
  public Optional<Subscription> toConfirm(String token) {
    return find(LinkPurpose.CONFIRM, token).filter(one -> one.state() != State.ENDED);
  }

  public Optional<Subscription> confirm(String token) {
    return alter(LinkPurpose.CONFIRM, token, one -> steps.confirm(one, clock.instant()));
  }

  public Optional<Subscription> preferences(String token) {
    return find(LinkPurpose.PREFERENCES, token);
  }

  public Optional<Subscription> choose(String token, Wish wish) {
    return alter(LinkPurpose.PREFERENCES, token, one -> steps.choose(one, wish, clock.instant()));
  }

  public Optional<Subscription> end(String token) {
    return alter(LinkPurpose.PREFERENCES, token, this::ended);
  }

  public Optional<Subscription> resume(String token) {
    return alter(LinkPurpose.PREFERENCES, token, one -> steps.resume(one, clock.instant()));
  }

  /// Path of the preference page of a subscription.
  public String preferencesPath(Subscription subscription) {
    return "/subscription/preferences/"
        + links.sign(LinkPurpose.PREFERENCES, subscription.id(), null);
  }

  private Optional<Subscription> find(LinkPurpose purpose, String token) {
    return links.subject(purpose, token, clock.instant()).flatMap(book::find);
  }

  private Optional<Subscription> alter(
      LinkPurpose purpose, String token, Function<Subscription, Step> decide) {
    return links
        .subject(purpose, token, clock.instant())
        .map(id -> book.alter(id, known -> known.map(decide).orElseGet(Step::unknown)))
        .flatMap(
            outcome ->
                switch (outcome) {
                  case Outcome.Done(Subscription now) -> Optional.of(now);
                  case Outcome.Refused _, Outcome.Unknown _ -> Optional.empty();
                });
  }
}
