package openbell.embedded;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Recipient.Preference;

/// The readers of a replay: every preference, there from the first session to the last, confirmed
/// in the middle, or gone in the middle.
record Audience(List<Reader> readers) {

  /// Sessions at which they come and go, counted from 0. Whoever is confirmed in the middle is
  /// named a few sessions before.
  static final int NAMED = 7;

  static final int CONFIRMED = 11;
  static final int GONE = 19;

  /// @param address tells what is expected, e.g. `weekly-joins@reader.example`
  record Reader(String address, Preference when, Stay stay) {

    /// True when the portfolios name the address at this session.
    boolean isNamed(int session) {
      return switch (stay) {
        case STAYS, LEAVES -> true;
        case JOINS -> session >= NAMED;
      };
    }

    /// True when mails of this session are for the reader.
    boolean isThere(int session) {
      return switch (stay) {
        case STAYS -> true;
        case JOINS -> session >= CONFIRMED;
        case LEAVES -> session < GONE;
      };
    }

    Recipient recipient() {
      return new Recipient(address, when, "en");
    }
  }

  /// How long a reader is there.
  enum Stay {
    STAYS,
    JOINS,
    LEAVES
  }

  static Audience everyKind() {
    return new Audience(
        Stream.of(Preference.values())
            .flatMap(when -> Stream.of(Stay.values()).map(stay -> reader(when, stay)))
            .toList());
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
