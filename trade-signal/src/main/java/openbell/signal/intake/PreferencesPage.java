package openbell.signal.intake;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import openbell.model.portfolio.Subscriber.QuietHours;
import openbell.signal.audience.Subscription;
import openbell.signal.audience.Subscription.State;
import openbell.signal.subscribe.Flaw;
import openbell.signal.subscribe.HoldingsText;
import openbell.signal.subscribe.Masked;
import openbell.signal.subscribe.WishText;

/// What the preference page shows.
///
/// @param zh true for Simplified Chinese, false for English
/// @param address partly masked
/// @param said `saved`, `ended` or `resumed` after a button; empty before
public record PreferencesPage(
    boolean zh,
    String address,
    String portfolio,
    boolean receives,
    String said,
    Filled filled,
    List<Flaw> flaws,
    Set<String> zones) {

  /// Zones that are offered; every other one can be typed.
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Asia/Shanghai",
          "Asia/Hong_Kong",
          "Asia/Singapore",
          "Asia/Tokyo",
          "Asia/Kolkata",
          "Australia/Sydney",
          "Europe/London",
          "Europe/Paris",
          "Europe/Berlin",
          "Europe/Zurich",
          "America/New_York",
          "America/Chicago",
          "America/Denver",
          "America/Los_Angeles",
          "America/Toronto",
          "America/Sao_Paulo");

  /// What stands in the fields.
  public record Filled(
      String when,
      boolean chinese,
      String zone,
      String quietFrom,
      String quietUntil,
      boolean textOnly,
      String cash,
      String holdings) {}

  static PreferencesPage of(Subscription one, String said) {
    QuietHours quiet = one.terms().quiet();
    return page(
        one,
        said,
        new Filled(
            WishText.word(one.recipient().when()),
            isChinese(one),
            one.terms().zone().equals(ZoneOffset.UTC) ? "UTC" : one.terms().zone().getId(),
            quiet == null ? "" : quiet.from().toString(),
            quiet == null ? "" : quiet.until().toString(),
            one.terms().textOnly(),
            HoldingsText.cash(one.holdings()),
            HoldingsText.lines(one.holdings())),
        List.of());
  }

  /// The form once more, with what was typed and what is wrong with it.
  static PreferencesPage again(Subscription one, PreferenceForm form, List<Flaw> flaws) {
    return page(
        one,
        "",
        new Filled(
            form.when(),
            form.language().startsWith("zh"),
            form.zone(),
            form.quietFrom(),
            form.quietUntil(),
            form.textOnly(),
            form.cash(),
            form.holdings()),
        flaws);
  }

  private static PreferencesPage page(
      Subscription one, String said, Filled filled, List<Flaw> flaws) {
    return new PreferencesPage(
        isChinese(one),
        masked(one),
        one.portfolioName(),
        one.state() == State.CONFIRMED,
        said,
        filled,
        flaws,
        new TreeSet<>(ZONES));
  }

  static boolean isChinese(Subscription one) {
    return one.recipient().language().startsWith("zh");
  }

  static String masked(Subscription one) {
    return Masked.address(one.recipient().email());
  }
}
