package openbell.signal.intake;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.portfolio.Subscriber.QuietHours;
import openbell.model.strategy.Finding;
import openbell.runtime.rest.ProblemException;
import openbell.signal.audience.Subscription;
import openbell.signal.audience.Subscription.Terms;
import openbell.signal.subscribe.Flaw;
import openbell.signal.subscribe.Outcome;
import openbell.signal.subscribe.Wish;
import openbell.signal.subscribe.WishText;
import org.jspecify.annotations.Nullable;

/// What the API and the owner's page both take and refuse, in one voice.
final class SubscriptionWishes {
  private static final String CODE = "S006";

  private SubscriptionWishes() {}

  /// What a body or a form said, as it was written; null for what was not.
  ///
  /// @param when as in documents, e.g. `on_change`
  /// @param quiet e.g. `22:00-07:00`, an empty text for none
  record Written(
      @Nullable String when,
      @Nullable String language,
      @Nullable String zone,
      @Nullable String quiet,
      @Nullable Boolean textOnly) {}

  static final Wish USUAL = new Wish(Preference.ON_CHANGE, "en", Terms.PLAIN, null);

  /// @param before what holds where nothing was written
  static Wish wish(Written written, Wish before, WishText text) {
    Preference when = text.when(written.when(), before.when());
    String language = text.language(written.language(), before.language());
    ZoneId zone = text.zone(written.zone(), before.terms().zone());
    QuietHours quiet = text.quiet(written.quiet(), before.terms().quiet());
    boolean textOnly = written.textOnly() == null ? before.terms().textOnly() : written.textOnly();
    return new Wish(when, language, new Terms(zone, quiet, textOnly), before.holdings());
  }

  static void check(WishText text) {
    List<Flaw> flaws = text.flaws();
    if (!flaws.isEmpty()) {
      throw new ProblemException(
          422,
          "invalid-subscription",
          "The subscription has %d mistake%s."
              .formatted(flaws.size(), flaws.size() == 1 ? "" : "s"),
          flaws.stream()
              .map(
                  flaw ->
                      new Finding(
                          CODE,
                          Finding.Severity.ERROR,
                          "/" + flaw.field(),
                          flaw.message(),
                          flaw.fix()))
              .toList());
    }
  }

  static ProblemException refused(Outcome.Refused refused) {
    String detail = refused.detail();
    return switch (refused.why()) {
      case TOO_OFTEN -> new ProblemException(429, "too-many-mails", detail);
      case TOO_MANY_RECIPIENTS -> new ProblemException(409, "too-many-recipients", detail);
      case READER_CHOSE -> new ProblemException(409, "reader-chose", detail);
      case NOT_IN_THIS_STATE -> new ProblemException(409, "not-in-this-state", detail);
    };
  }

  static ProblemException unknown() {
    return new ProblemException(
        404, "subscription-not-found", "You have no subscription of that id.");
  }

  static ProblemException unknownPortfolio() {
    return new ProblemException(
        404,
        "portfolio-not-found",
        "You have no portfolio of that id that ran or has recipients: submit or run it first.");
  }

  /// The subscription after it was done, or the refusal as an exception.
  static Subscription done(Outcome outcome, Supplier<ProblemException> unknown) {
    return switch (outcome) {
      case Outcome.Done done -> done.now();
      case Outcome.Refused refused -> throw refused(refused);
      case Outcome.Unknown _ -> throw unknown.get();
    };
  }
}
