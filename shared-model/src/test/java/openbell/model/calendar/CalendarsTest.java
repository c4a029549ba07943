package openbell.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import openbell.model.calendar.SessionHours.Break;
import openbell.model.calendar.SessionHours.Kind;
import openbell.model.wire.CalendarOverrideCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarsTest {
  @ParameterizedTest
  @CsvSource({
    "XSHG,2026-11-20,2026-11-20T01:30:00Z,2026-11-20T07:00:00Z,03:30-05:00,FULL",
    "XSHE,2026-02-24,2026-02-24T01:30:00Z,2026-02-24T07:00:00Z,03:30-05:00,FULL",
    "XHKG,2026-11-20,2026-11-20T01:30:00Z,2026-11-20T08:00:00Z,04:00-05:00,FULL",
    "XHKG,2026-02-16,2026-02-16T01:30:00Z,2026-02-16T04:00:00Z,,HALF",
    "XHKG,2026-12-24,2026-12-24T01:30:00Z,2026-12-24T04:00:00Z,,HALF",
    "XLON,2026-07-01,2026-07-01T07:00:00Z,2026-07-01T15:30:00Z,,FULL",
    "XLON,2023-12-22,2023-12-22T08:00:00Z,2023-12-22T12:30:00Z,,HALF",
    "XLON,2027-12-24,2027-12-24T08:00:00Z,2027-12-24T12:30:00Z,,HALF",
    "XNAS,2026-11-27,2026-11-27T14:30:00Z,2026-11-27T18:00:00Z,,HALF",
    "H24,2026-11-22,2026-11-22T00:00:00Z,2026-11-23T00:00:00Z,,FULL"
  })
  void knowsTheHoursOfEveryExchange(
      String market, LocalDate date, String open, String close, String pause, Kind kind) {
    // Given
    TradingCalendar calendar = Calendars.builtIn().find(market).orElseThrow();

    // When
    SessionHours hours = ((CalendarDay.Trading) calendar.day(date)).hours();

    // Then
    assertThat(hours.open()).isEqualTo(open);
    assertThat(hours.close()).isEqualTo(close);
    assertThat(hours.kind()).isEqualTo(kind);
    String breaks = hours.breaks().isEmpty() ? null : text(hours.breaks().getFirst());
    assertThat(breaks).isEqualTo(pause);
  }

  private static String text(Break pause) {
    return pause.start().toString().substring(11, 16)
        + "-"
        + pause.end().toString().substring(11, 16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"XNYS", "XNAS", "XSHG", "XSHE", "XHKG", "XLON", "H24"})
  void sessionsIncreaseWithoutOverlapWithTheirBreaksInsideAndLeadBackToEachOther(String market) {
    // Given
    TradingCalendar calendar = Calendars.builtIn().find(market).orElseThrow();
    CalendarDay day = calendar.next(calendar.first().minusDays(1));
    List<SessionHours> wrong = new ArrayList<>();
    SessionHours before = null;
    int sessions = 0;

    // When every session is visited
    while (day instanceof CalendarDay.Trading trading) {
      SessionHours hours = trading.hours();
      LocalDate date = hours.session().date();
      if (!isInOrder(hours)
          || (before != null
              && (hours.open().isBefore(before.close())
                  || !calendar.previous(date).equals(new CalendarDay.Trading(before))))) {
        wrong.add(hours);
      }
      before = hours;
      sessions++;
      day = calendar.next(date);
    }

    // Then
    assertThat(wrong).isEmpty();
    assertThat(day).isInstanceOf(CalendarDay.BeyondHorizon.class);
    assertThat(sessions).isGreaterThan(3_300);
  }

  private static boolean isInOrder(SessionHours hours) {
    Instant last = hours.open();
    for (Break pause : hours.breaks()) {
      if (pause.start().isBefore(last) || pause.end().isBefore(pause.start())) {
        return false;
      }
      last = pause.end();
    }
    return last.isBefore(hours.close());
  }

  @ParameterizedTest
  @ValueSource(strings = {"XSHG", "XHKG"})
  void everyLineOfADataFileIsADayOfItsCalendar(String market) throws IOException {
    // Given
    TradingCalendar calendar = Calendars.builtIn().find(market).orElseThrow();
    List<String[]> lines =
        resource(market + ".csv")
            .lines()
            .filter(line -> Character.isDigit(line.charAt(0)))
            .map(line -> line.split(",", -1))
            .toList();

    // When each is asked for, then
    for (String[] cells : lines) {
      CalendarDay day = calendar.day(LocalDate.parse(cells[0]));
      if (cells[1].equals("closed")) {
        assertThat(day).isEqualTo(new CalendarDay.Closed(LocalDate.parse(cells[0]), cells[2]));
      } else {
        SessionHours hours = ((CalendarDay.Trading) day).hours();
        assertThat(hours.close().atZone(calendar.zone()).toLocalTime()).hasToString(cells[1]);
      }
    }
    assertThat(lines).hasSizeGreaterThan(200);
  }

  @Test
  void refusesADataFileThatSomebodyChanged() throws IOException {
    // Given
    String text = resource("XSHG.csv").replace("2026-10-07,closed", "2026-10-08,closed");

    // When, then
    assertThatThrownBy(() -> CalendarFile.parse("XSHG.csv", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sha256");
  }

  @Test
  void answersNothingBeyondTheYearsThatWerePublished() {
    // Given
    TradingCalendar shanghai = Calendars.builtIn().find("XSHG").orElseThrow();

    // When
    CalendarDay day = shanghai.next(LocalDate.of(2026, 12, 31));

    // Then
    assertThat(day)
        .isEqualTo(
            new CalendarDay.BeyondHorizon(
                LocalDate.of(2027, 1, 1), LocalDate.of(2005, 1, 1), LocalDate.of(2026, 12, 31)));
  }

  @ParameterizedTest
  @CsvSource({
    // the night the clocks go forward, and the one they go back
    "2026-03-08,02:30,2026-03-08T07:00:00Z",
    "2026-03-08,03:00,2026-03-08T07:00:00Z",
    "2026-11-01,01:30,2026-11-01T05:30:00Z",
    "2026-11-01,02:30,2026-11-01T07:30:00Z"
  })
  void takesTheFirstMomentAfterAGapAndTheFirstOfTwo(LocalDate date, LocalTime time, String moment) {
    // Given the clocks of New York

    // When, then
    assertThat(LocalMoment.of(date, time, ZoneId.of("America/New_York"))).isEqualTo(moment);
  }

  @Test
  void anOverrideWinsAndIsPartOfTheVersion() {
    // Given
    String text =
        """
        {"entries": [
          {"exchange": "XNYS", "date": "2026-11-23", "kind": "closure", "reason": "flood"},
          {"exchange": "XNYS", "date": "2026-11-24", "kind": "close", "close": "12:00",
           "reason": "power cut"},
          {"exchange": "XSHG", "date": "2026-11-28", "kind": "session", "open": "09:30",
           "close": "12:00", "reason": "test of the Saturday session"}]}
        """;

    // When
    Calendars calendars = CalendarOverrideCodec.apply(text);

    // Then
    TradingCalendar newYork = calendars.find("XNYS").orElseThrow();
    assertThat(newYork.day(LocalDate.of(2026, 11, 23)))
        .isEqualTo(new CalendarDay.Closed(LocalDate.of(2026, 11, 23), "flood"));
    SessionHours shorter = ((CalendarDay.Trading) newYork.next(LocalDate.of(2026, 11, 20))).hours();
    assertThat(shorter.close()).isEqualTo("2026-11-24T17:00:00Z");
    assertThat(shorter.kind()).isEqualTo(Kind.HALF);
    assertThat(shorter.note()).isEqualTo("power cut");
    assertThat(calendars.find("XSHG").orElseThrow().next(LocalDate.of(2026, 11, 27)))
        .isInstanceOfSatisfying(
            CalendarDay.Trading.class,
            day -> assertThat(day.hours().session().date()).isEqualTo("2026-11-28"));
    assertThat(calendars.version()).matches("[0-9a-f]{64}");
    assertThat(calendars.version()).isNotEqualTo(Calendars.builtIn().version());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {                                                                          | not JSON
          {"entry": []}                                                              | entries
          [{"exchange": "XNYS"}]                                                     | date is missing
          [{"exchange": "NYSE", "date": "2026-11-23", "kind": "closure", "reason": "r"}] | known are H24
          [{"exchange": "XNYS", "date": "23.11.26", "kind": "closure", "reason": "r"}]   | YYYY-MM-DD
          [{"exchange": "XNYS", "date": "2036-11-24", "kind": "closure", "reason": "r"}] | beyond
          [{"exchange": "XNYS", "date": "2026-11-23", "kind": "holiday", "reason": "r"}] | kind is
          [{"exchange": "XNYS", "date": "2026-11-23", "kind": "closure", "reason": " "}] | reason
          [{"exchange": "XNYS", "date": "2026-11-23", "kind": "close", "close": "9", "reason": "r"}] | HH:MM
          [{"exchange": "XNYS", "date": "2026-11-23", "kind": "close", "close": "09:00", "reason": "r"}] | closes after
          [{"exchange": "XNYS", "date": "2026-11-26", "kind": "close", "close": "12:00", "reason": "r"}] | add a session
          [{"exchange": "XNYS", "date": "2026-11-23", "kind": "closure", "reson": "r"}]  | unknown reson
          """)
  void saysWhatIsWrongWithAnOverrideFile(String text, String complaint) {
    // Given
    String file = text.startsWith("[") ? "{\"entries\": " + text + "}" : text;

    // When, then
    assertThatThrownBy(() -> CalendarOverrideCodec.apply(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(complaint);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = CalendarsTest.class.getResourceAsStream("/openbell/calendar/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
