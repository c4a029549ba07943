package openbell.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import openbell.embedded.Audience.Reader;
import openbell.embedded.Audience.Stay;
import openbell.embedded.FoundMails.Found;
import openbell.embedded.ReplayOracle.Mail;
import openbell.model.calendar.SessionHours;
import openbell.model.run.RunRef;
import openbell.signal.result.SignalEntry;

/// What stands in the mails of a replay, and when they came.
///
/// @param names what each portfolio is called, by id
/// @param arrivals by ledger id
record ReplayLetters(
    ReplayOracle oracle,
    List<SessionHours> sessions,
    Map<String, String> names,
    Map<String, Instant> arrivals) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
  private static final Pattern SESSION =
      Pattern.compile("^\\w+day, (\\d+ \\w+ \\d{4})(: no change)?$");
  private static final Pattern MOVE = Pattern.compile("^  (?:BUY|SELL)  (\\S+)  .*");

  /// Each digest names the portfolios that were merged into it, and no other.
  void assertDigests(Reader reader, List<Found> found) {
    for (Found digest : found) {
      List<String> merged = oracle.inDigest(reader, digest.day());
      assertThat(digest.isDigest()).isTrue();
      names.forEach(
          (id, name) ->
              assertThat(digest.text().contains(name))
                  .as("%s in the digest of %s on %s", name, reader.address(), digest.day())
                  .isEqualTo(merged.contains(id)));
    }
  }

  /// Each weekly letter lists the sessions since the last one, with what they changed.
  void assertWeeks(Reader reader, List<Found> found) {
    for (Found letter : found) {
      Mail mail = new Mail(reader.address(), letter.about(), letter.day());
      assertThat(week(letter.text())).as(mail.toString()).isEqualTo(oracle.week(mail));
    }
  }

  private static SortedMap<LocalDate, List<String>> week(String text) {
    SortedMap<LocalDate, List<String>> week = new TreeMap<>();
    List<String> symbols = new ArrayList<>();
    for (String line : text.split("This week, day by day")[1].split("\\R")) {
      Matcher session = SESSION.matcher(line);
      Matcher move = MOVE.matcher(line);
      if (session.matches()) {
        symbols = new ArrayList<>();
        week.put(LocalDate.parse(session.group(1), DAY), symbols);
      } else if (move.matches()) {
        symbols.add(move.group(1));
      } else if (!line.isBlank()) {
        break;
      }
    }
    return week;
  }

  /// Single mails come with their run, digests ten minutes after the open, and nothing in quiet
  /// hours.
  void assertArrivals(Reader reader, List<Found> found) {
    Map<LocalDate, SessionHours> days =
        sessions.stream()
            .collect(Collectors.toMap(one -> one.session().date(), Function.identity()));
    for (Found mail : found) {
      Instant came = arrivals.get(mail.id());
      SessionHours day = days.get(mail.day());
      Instant close = day.open().plus(Duration.ofMinutes(10));
      boolean sleeps = reader.stay() == Stay.SLEEPS && sessions.indexOf(day) >= Audience.QUIET;
      if (sleeps) {
        assertThat(came)
            .isEqualTo(
                mail.day().atTime(ReplayReaders.AWAKE).atZone(ReplayReaders.BERLIN).toInstant());
      } else if (mail.isDigest()) {
        assertThat(came).isEqualTo(close);
      } else {
        assertThat(came).isBetween(day.open(), close.minusSeconds(1));
      }
    }
  }

  static void assertRuns(List<Found> found, List<SignalEntry> history) {
    Map<String, RunRef> runs =
        history.stream()
            .map(SignalEntry::run)
            .collect(Collectors.toMap(run -> run.runId().value(), run -> run));
    assertThat(found)
        .filteredOn(mail -> !mail.isDigest())
        .allSatisfy(
            mail -> {
              RunRef run = runs.get(mail.run());
              assertThat(run.portfolio().value()).isEqualTo(mail.about());
              assertThat(run.session().date()).isEqualTo(mail.day());
            });
  }
}
