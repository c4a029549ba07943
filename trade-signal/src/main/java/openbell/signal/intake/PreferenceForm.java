package openbell.signal.intake;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Objects;
import openbell.model.portfolio.OwnHoldings;
import openbell.signal.audience.Subscription;
import openbell.signal.intake.SubscriptionWishes.Written;
import openbell.signal.subscribe.HoldingsText;
import openbell.signal.subscribe.Wish;
import openbell.signal.subscribe.WishText;

/// The form of the preference page as it was filled in; empty texts for what was not.
///
/// @param action `save`, `unsubscribe` or `resume`
record PreferenceForm(
    String action,
    String when,
    String language,
    String zone,
    String quietFrom,
    String quietUntil,
    boolean textOnly,
    String cash,
    String holdings) {

  static PreferenceForm of(MultivaluedMap<String, String> form) {
    return new PreferenceForm(
        text(form, "action"),
        text(form, "when"),
        text(form, "language"),
        text(form, "zone"),
        text(form, "quietFrom"),
        text(form, "quietUntil"),
        form.containsKey("textOnly"),
        text(form, "cash"),
        text(form, "holdings"));
  }

  private static String text(MultivaluedMap<String, String> form, String field) {
    return Objects.requireNonNullElse(form.getFirst(field), "");
  }

  /// What it says; flaws are left in `text`.
  Wish wish(Subscription before, WishText text) {
    String quiet = quietFrom.isBlank() && quietUntil.isBlank() ? "" : quietFrom + "-" + quietUntil;
    Wish terms =
        SubscriptionWishes.wish(
            new Written(when, language, zone, quiet, textOnly),
            new Wish(
                before.recipient().when(), before.recipient().language(), before.terms(), null),
            text);
    OwnHoldings held = HoldingsText.read(cash, holdings, text);
    return new Wish(terms.when(), terms.language(), terms.terms(), held);
  }
}
