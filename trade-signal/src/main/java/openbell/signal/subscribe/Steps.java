package openbell.signal.subscribe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import openbell.signal.audience.Subscription;
import openbell.signal.audience.Subscription.Origin;
import openbell.signal.audience.Subscription.State;
import openbell.signal.subscribe.Outcome.Why;
import openbell.signal.subscribe.SubscriptionEvent.By;
import openbell.signal.subscribe.SubscriptionEvent.What;

/// Decides what becomes of a wish about a subscription. Pure: it writes and sends nothing.
///
/// Only the reader can begin what has ended, and only the reader can change what the reader chose.
public final class Steps {
  private final MailLimits limits;

  public Steps(MailLimits limits) {
    this.limits = limits;
  }

  /// An owner adds an address.
  ///
  /// @param known the subscription of that portfolio and address, if there is one
  /// @param fresh as it would be if there were none
  Step add(Optional<Subscription> known, Subscription fresh, Counts counts, Instant now) {
    boolean live = known.filter(one -> one.state() != State.ENDED).isPresent();
    if (!live && counts.recipients() >= limits.recipients()) {
      return Step.refused(
          Why.TOO_MANY_RECIPIENTS,
          "This portfolio has %d recipients, and that is the most: end one first."
              .formatted(counts.recipients()));
    }
    if (known.isEmpty()) {
      return fresh.state() == State.CONFIRMED
          ? Step.to(fresh, event(fresh, What.CONFIRMED, By.OWNER, "vouched for", now))
          : ask(fresh, counts, now);
    }
    Subscription before = known.get();
    Subscription wanted = before.standing().chosen() ? before : Wish.of(fresh).on(before);
    Subscription added = wanted.with(wanted.standing().from(Origin.API));
    return switch (before.state()) {
      case CONFIRMED -> Step.to(added, event(added, What.CHANGED, By.OWNER, "added again", now));
      case PENDING -> ask(added, counts, now);
      // Whoever ended it may have been the reader: only the reader's yes begins it again.
      case ENDED -> ask(added.in(State.PENDING, now), counts, now);
    };
  }

  /// A pending address is to be asked, for the first time or again. Its row is the next one in any
  /// case but a refusal.
  public Step ask(Subscription subscription, Counts counts, Instant now) {
    if (subscription.state() != State.PENDING) {
      return Step.refused(
          Why.NOT_IN_THIS_STATE, "Only an address that is still to be confirmed can be asked.");
    }
    Optional<String> tooOften = tooOften(counts);
    if (tooOften.isPresent()) {
      return Step.refused(
          Why.TOO_OFTEN,
          tooOften.get(),
          event(subscription, What.REFUSED, By.OWNER, tooOften.get(), now));
    }
    Subscription asked = subscription.with(subscription.standing().asked(now));
    return new Step(
        asked,
        List.of(event(asked, What.ASKED, By.OWNER, "", now)),
        List.of(Notices.confirm(asked, counts.asked() + 1, now)),
        new Outcome.Done(asked));
  }

  private Optional<String> tooOften(Counts counts) {
    if (counts.askedOfAddressToday() >= limits.confirmationsPerAddress()) {
      return Optional.of(
          "This address was asked %d times within 24 hours; no more is sent to it today."
              .formatted(counts.askedOfAddressToday()));
    }
    if (counts.askedOfOwnerToday() >= limits.confirmationsPerOwner()) {
      return Optional.of(
          "You asked %d addresses within 24 hours; ask this one tomorrow."
              .formatted(counts.askedOfOwnerToday()));
    }
    return Optional.empty();
  }

  /// The reader of the address says yes. Works once: what is confirmed stays as it is.
  Step confirm(Subscription subscription, Instant now) {
    return switch (subscription.state()) {
      case PENDING -> {
        Subscription next = confirmed(subscription, now);
        yield Step.to(next, event(next, What.CONFIRMED, By.READER, "", now));
      }
      case CONFIRMED -> Step.stays(subscription);
      case ENDED -> Step.unknown();
    };
  }

  Step end(Subscription subscription, By by, Instant now) {
    if (subscription.state() == State.ENDED) {
      return Step.stays(subscription);
    }
    Subscription next = subscription.in(State.ENDED, subscription.since());
    return Step.to(next, event(next, What.ENDED, by, "", now));
  }

  /// The reader begins it again. Whoever holds the link reads the address: that confirms it too.
  Step resume(Subscription subscription, Instant now) {
    if (subscription.state() == State.CONFIRMED) {
      return Step.stays(subscription);
    }
    Subscription next = confirmed(subscription, now);
    return Step.to(next, event(next, What.RESUMED, By.READER, "", now));
  }

  /// The reader says how they want it; from now on nobody else does.
  Step choose(Subscription subscription, Wish wish, Instant now) {
    if (subscription.standing().chosen() && Wish.of(subscription).equals(wish)) {
      return Step.stays(subscription);
    }
    Subscription wanted = wish.on(subscription);
    Subscription next = wanted.with(wanted.standing().byReader());
    return Step.to(next, event(next, What.CHANGED, By.READER, "preferences", now));
  }

  /// The owner says how the reader shall hear about it.
  Step change(Subscription subscription, Wish wish, Instant now) {
    if (Wish.of(subscription).equals(wish)) {
      return Step.stays(subscription);
    }
    if (subscription.standing().chosen()) {
      return Step.refused(
          Why.READER_CHOSE,
          "The reader chose how to hear about this portfolio; only the reader can change it.");
    }
    // From now on the document does not change it back.
    Subscription wanted = wish.on(subscription);
    Subscription next = wanted.with(wanted.standing().from(Origin.API));
    return Step.to(next, event(next, What.CHANGED, By.OWNER, "preferences", now));
  }

  /// A test mail, to an address that was confirmed.
  Step test(Subscription subscription, Counts counts, Instant now) {
    if (subscription.state() != State.CONFIRMED) {
      return Step.refused(
          Why.NOT_IN_THIS_STATE, "A test mail goes only to an address that is confirmed.");
    }
    if (counts.testedToday() >= limits.testsPerAddress()) {
      String detail =
          "This address got %d test mails within 24 hours; no more is sent to it today."
              .formatted(counts.testedToday());
      return Step.refused(
          Why.TOO_OFTEN, detail, event(subscription, What.REFUSED, By.OWNER, detail, now));
    }
    return new Step(
        null,
        List.of(event(subscription, What.TESTED, By.OWNER, "", now)),
        List.of(Notices.test(subscription, counts.tested() + 1, now)),
        new Outcome.Done(subscription));
  }

  private static Subscription confirmed(Subscription subscription, Instant now) {
    return subscription.in(State.CONFIRMED, now).with(subscription.standing().confirmed(now));
  }

  private static SubscriptionEvent event(
      Subscription subscription, What what, By by, String detail, Instant now) {
    return SubscriptionEvent.of(subscription, what, by, detail, now);
  }
}
