package openbell.embedded;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import openbell.embedded.Audience.Reader;
import openbell.signal.result.SignalEntry;

/// What each reader should have got, from the recorded signals and the preferences in plain words.
/// It shares no rule with what it checks.
///
/// @param sessions all of the replay, in order
/// @param history what was recorded, of all portfolios
record ReplayOracle(List<LocalDate> sessions, List<SignalEntry> history) {

  /// A mail that a reader should have, or has.
  ///
  /// @param about a portfolio, or `digest`
  record Mail(String to, String about, LocalDate session) {}

  /// A day of one portfolio.
  private record Day(String portfolio, LocalDate session, boolean changed) {}

  List<Mail> expected(Reader reader) {
    List<Day> days = days(reader);
    return switch (reader.when()) {
      case EVERY_SESSION -> mails(reader, days);
      case ON_CHANGE -> mails(reader, days.stream().filter(Day::changed).toList());
      case WEEKLY -> {
        Set<LocalDate> first = firstOfTheirWeek();
        yield mails(reader, days.stream().filter(day -> first.contains(day.session())).toList());
      }
      case DAILY_DIGEST ->
          days.stream()
              .map(Day::session)
              .distinct()
              .map(session -> new Mail(reader.address(), "digest", session))
              .toList();
    };
  }

  private List<Day> days(Reader reader) {
    return history.stream()
        .filter(entry -> reader.isThere(sessions.indexOf(entry.run().session().date())))
        .map(
            entry ->
                new Day(
                    entry.run().portfolio().value(),
                    entry.run().session().date(),
                    !entry.changes().isEmpty()))
        .toList();
  }

  private static List<Mail> mails(Reader reader, List<Day> days) {
    return days.stream()
        .map(day -> new Mail(reader.address(), day.portfolio(), day.session()))
        .toList();
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
