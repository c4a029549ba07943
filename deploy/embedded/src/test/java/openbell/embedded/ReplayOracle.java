package openbell.embedded;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import openbell.embedded.Audience.Reader;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.signal.Signal;
import openbell.signal.result.SignalEntry;

/// What each reader should have got, from the recorded signals and the preferences in plain words.
/// It shares no rule with what it checks.
///
/// @param sessions all of the replay, in order
/// @param history what was recorded, of all portfolios
record ReplayOracle(List<LocalDate> sessions, List<SignalEntry> history) {

  /// Confirmation mails that one address gets in a day.
  private static final int ASKED_A_DAY = 3;

  /// A mail that a reader should have, or has.
  ///
  /// @param about a portfolio, or `digest`
  record Mail(String to, String about, LocalDate session) {}

  /// A day of one portfolio.
  private record Day(String portfolio, LocalDate session, boolean changed) {}

  List<Mail> expected(Reader reader) {
    Stream<Mail> mails =
        heard(reader).stream()
            .map(
                day ->
                    new Mail(
                        reader.address(),
                        reader.when() == Preference.DAILY_DIGEST ? "digest" : day.portfolio(),
                        day.session()));
    return mails.distinct().toList();
  }

  /// Ids of the portfolios that a digest of a session is about.
  List<String> inDigest(Reader reader, LocalDate session) {
    return heard(reader).stream()
        .filter(day -> day.session().equals(session))
        .map(Day::portfolio)
        .toList();
  }

  /// How many sessions the reader heard of, or could have.
  long sessions(Reader reader) {
    return days().stream()
        .filter(day -> isThere(reader, day, days()))
        .map(Day::session)
        .distinct()
        .count();
  }

  private List<Day> heard(Reader reader) {
    Set<LocalDate> first = firstOfTheirWeek();
    List<Day> wanted =
        days().stream()
            .filter(
                day ->
                    switch (reader.when()) {
                      case EVERY_SESSION, DAILY_DIGEST -> true;
                      case ON_CHANGE -> day.changed();
                      case WEEKLY -> first.contains(day.session());
                    })
            .toList();
    return wanted.stream().filter(day -> isThere(reader, day, wanted)).toList();
  }

  private boolean isThere(Reader reader, Day day, List<Day> wanted) {
    int session = sessions.indexOf(day.session());
    return switch (reader.stay()) {
      case STAYS, SLEEPS -> true;
      case JOINS -> session > Audience.NAMED + portfolios().indexOf(day.portfolio()) / ASKED_A_DAY;
      case LEAVES -> session < Audience.GONE || !hadMail(reader, day.portfolio(), wanted);
      case LEAVES_LATE -> session < Audience.GONE;
      case RETURNS -> session < Audience.GONE || session >= Audience.BACK;
    };
  }

  /// The link is in a mail: a portfolio that never sent one cannot be left by it.
  private boolean hadMail(Reader reader, String portfolio, List<Day> wanted) {
    return reader.when() == Preference.DAILY_DIGEST
        || wanted.stream()
            .filter(day -> day.portfolio().equals(portfolio))
            .anyMatch(day -> sessions.indexOf(day.session()) < Audience.GONE);
  }

  /// In the order in which they run.
  private List<String> portfolios() {
    return days().stream().map(Day::portfolio).distinct().sorted().toList();
  }

  private List<Day> days() {
    return history.stream()
        .map(
            entry ->
                new Day(
                    entry.run().portfolio().value(),
                    entry.run().session().date(),
                    !entry.changes().isEmpty()))
        .toList();
  }

  /// The sessions a weekly letter tells of, each with the symbols it changed: those since the one
  /// that began the week before, and its own.
  SortedMap<LocalDate, List<String>> week(Mail letter) {
    int own = sessions.indexOf(letter.session());
    int begin =
        firstOfTheirWeek().stream()
            .mapToInt(sessions::indexOf)
            .filter(i -> i < own)
            .max()
            .orElse(own - 1);
    SortedMap<LocalDate, List<String>> week = new TreeMap<>();
    history.stream()
        .filter(entry -> entry.run().portfolio().value().equals(letter.about()))
        .forEach(
            entry -> {
              int index = sessions.indexOf(entry.run().session().date());
              if (index > begin && index <= own) {
                week.put(
                    entry.run().session().date(),
                    entry.changes().stream().map(Signal::symbol).toList());
              }
            });
    return week;
  }

  /// A run at the open knows the session before. The first session of a week is the one whose run
  /// knows the last session of the week before.
  private Set<LocalDate> firstOfTheirWeek() {
    List<Integer> weeks = new ArrayList<>();
    Set<LocalDate> first = new TreeSet<>();
    for (LocalDate session : sessions) {
      int week = session.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      if (!weeks.contains(week)) {
        weeks.add(week);
        first.add(session);
      }
    }
    return first;
  }
}
