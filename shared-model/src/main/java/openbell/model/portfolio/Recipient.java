package openbell.model.portfolio;

/// An address that wants to hear about a portfolio, and how often.
///
/// @param email one address, at most 254 characters, no comments or quoted parts
/// @param language BCP 47 tag of the mail's language, e.g. `en`
public record Recipient(String email, Preference when, String language) {

  /// How often a recipient hears about a portfolio.
  public enum Preference {
    EVERY_SESSION,
    ON_CHANGE,
    DAILY_DIGEST,
    WEEKLY
  }

  /// Never the address: a recipient may end up in a log line.
  @Override
  public String toString() {
    return "Recipient[" + when + ", " + language + "]";
  }
}
