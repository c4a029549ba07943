package openbell.embedded;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Recipient.Preference;

/// The readers of a replay: every preference, there from the first session to the last, confirmed
/// in the middle, or gone in the middle; and three with ways of their own.
record Audience(List<Reader> readers) {

  /// Sessions at which they come and go, counted from 0.
  static final int NAMED = 7;

  static final int GONE = 19;
  static final int BACK = 24;

  /// The session before which a reader says when it is quiet.
  static final int QUIET = 5;

  /// @param address tells what is expected, e.g. `weekly-joins@reader.example`
  record Reader(String address, Preference when, Stay stay) {

    /// True when the portfolios name the address at this session.
    boolean isNamed(int session) {
      return switch (stay) {
        case STAYS, LEAVES, LEAVES_LATE, RETURNS, SLEEPS -> true;
        case JOINS -> session >= NAMED;
      };
    }

    Recipient recipient() {
      return new Recipient(address, when, "en");
    }
  }

  /// How long a reader is there.
  enum Stay {
    STAYS,
    /// Is new, is asked, and says yes.
    JOINS,
    /// Unsubscribes with one click before a session.
    LEAVES,
    /// The same, after the session's reports were taken in and before the digest closes.
    LEAVES_LATE,
    /// Unsubscribes with one click, and begins again on the preference page.
    RETURNS,
    /// Chooses quiet hours on the preference page.
    SLEEPS
  }

  static Audience everyKind() {
    Stream<Reader> usual =
        Stream.of(Preference.values())
            .flatMap(
                when ->
                    Stream.of(Stay.STAYS, Stay.JOINS, Stay.LEAVES).map(stay -> reader(when, stay)))
            // Whoever returns has left before.
            .filter(one -> one.when() != Preference.EVERY_SESSION || one.stay() != Stay.LEAVES);
    Stream<Reader> special =
        Stream.of(
            reader(Preference.DAILY_DIGEST, Stay.LEAVES_LATE),
            reader(Preference.EVERY_SESSION, Stay.RETURNS),
            reader(Preference.EVERY_SESSION, Stay.SLEEPS));
    return new Audience(Stream.concat(usual, special).toList());
  }

  private static Reader reader(Preference when, Stay stay) {
    // Addresses at `known.example` need no confirmation.
    String domain = stay == Stay.JOINS ? "new.example" : "known.example";
    String name = (when + "-" + stay).toLowerCase(Locale.ROOT).replace('_', '-');
    return new Reader(name + "@" + domain, when, stay);
  }

  /// The addresses that a portfolio names at a session.
  List<Recipient> named(int session) {
    return readers.stream()
        .filter(reader -> reader.isNamed(session))
        .map(Reader::recipient)
        .toList();
  }

  List<Reader> that(Stay stay) {
    return readers.stream().filter(reader -> reader.stay() == stay).toList();
  }
}
