package openbell.signal.intake;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import openbell.model.portfolio.Subscriber.QuietHours;
import openbell.signal.audience.Subscription;
import openbell.signal.audience.Subscription.State;
import openbell.signal.audience.Subscription.Terms;
import openbell.signal.subscribe.SubscriptionEvent;
import openbell.signal.subscribe.WishText;
import org.jspecify.annotations.Nullable;

/// A subscription as its owner sees it: everything but what the reader holds.
///
/// @param when as in documents, e.g. `on_change`
/// @param quiet e.g. `22:00-07:00`; null for none
/// @param receives true when mail goes to it
/// @param chosenByReader true when only the reader changes how they hear
/// @param origin `document` or `api`
/// @param asked when the last confirmation mail was asked for
/// @param events newest first; empty in lists
public record OwnedSubscription(
    String id,
    String portfolio,
    String portfolioName,
    String email,
    String when,
    String language,
    String zone,
    @Nullable String quiet,
    boolean textOnly,
    String state,
    boolean receives,
    boolean chosenByReader,
    String origin,
    Instant since,
    @Nullable Instant confirmed,
    @Nullable Instant asked,
    List<Event> events) {

  /// What somebody did to it.
  public record Event(String what, String by, String detail, Instant at) {}

  static OwnedSubscription of(Subscription one, List<SubscriptionEvent> events) {
    Terms terms = one.terms();
    return new OwnedSubscription(
        one.id(),
        one.portfolio().value(),
        one.portfolioName(),
        one.recipient().email(),
        WishText.word(one.recipient().when()),
        one.recipient().language(),
        terms.zone().equals(ZoneOffset.UTC) ? "UTC" : terms.zone().getId(),
        quiet(terms.quiet()),
        terms.textOnly(),
        one.state().name(),
        one.state() == State.CONFIRMED,
        one.standing().chosen(),
        word(one.standing().origin()),
        one.since(),
        one.standing().confirmedAt(),
        one.standing().askedAt(),
        events.stream()
            .map(
                event ->
                    new Event(word(event.what()), word(event.by()), event.detail(), event.at()))
            .toList());
  }

  static OwnedSubscription of(Subscription one) {
    return of(one, List.of());
  }

  private static @Nullable String quiet(@Nullable QuietHours quiet) {
    return quiet == null ? null : quiet.from() + "-" + quiet.until();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// Class of the badge on the page.
  public String tone() {
    return switch (State.valueOf(state)) {
      case CONFIRMED -> "ok";
      case PENDING -> "warning";
      case ENDED -> "off";
    };
  }

  /// The state in words.
  public String standing() {
    return switch (State.valueOf(state)) {
      case CONFIRMED -> "gets mail";
      case PENDING -> asked == null ? "not asked yet" : "waits for a yes";
      case ENDED -> "ended";
    };
  }

  /// True when its mails are in Simplified Chinese.
  public boolean chinese() {
    return language.startsWith("zh");
  }

  /// How often, in words.
  public String often() {
    return when.replace('_', ' ');
  }
}
