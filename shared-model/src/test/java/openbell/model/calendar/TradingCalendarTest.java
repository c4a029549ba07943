package openbell.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradingCalendarTest {
  private final TradingCalendar newYork = Calendars.builtIn().find("XNYS").orElseThrow();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2001-09-10 | open
          2001-09-11 | attacks of 11 September
          2001-09-14 | attacks of 11 September
          2001-09-17 | open
          2012-10-29 | hurricane Sandy
          2012-10-30 | hurricane Sandy
          2012-10-31 | open
          2018-12-05 | day of mourning for George H. W. Bush
          2025-01-09 | day of mourning for Jimmy Carter
          2004-06-11 | day of mourning for Ronald Reagan
          2007-01-02 | day of mourning for Gerald Ford
          2021-06-18 | open
          2021-12-31 | open
          2022-06-20 | Juneteenth
          2022-12-26 | Christmas Day
          2023-01-02 | New Year's Day
          2026-04-03 | Good Friday
          2026-07-03 | Independence Day
          2026-11-26 | Thanksgiving Day
          2027-12-24 | Christmas Day
          1997-01-20 | open
          1998-01-19 | Martin Luther King Jr. Day
          2026-11-21 | weekend
          """)
  void knowsWhyNewYorkIsClosed(LocalDate date, String expected) {
    // Given a date of the table

    // When
    CalendarDay day = newYork.day(date);

    // Then
    String found = day instanceof CalendarDay.Closed closed ? closed.reason() : "open";
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1992-11-27,19:00:00",
    "2002-07-05,17:00:00",
    "2013-07-03,17:00:00",
    "2024-07-03,17:00:00",
    "2003-12-26,18:00:00",
    "2024-12-24,18:00:00",
    "2025-11-28,18:00:00"
  })
  void closesEarlyOnHalfDays(LocalDate date, String closeInUtc) {
    // Given a half day of the table

    // When
    SessionHours hours = trading(date);

    // Then
    assertThat(hours.kind()).isEqualTo(SessionHours.Kind.HALF);
    assertThat(hours.close()).isEqualTo(Instant.parse(date + "T" + closeInUtc + "Z"));
  }

  @ParameterizedTest
  @CsvSource({"2002-07-03", "2012-07-05", "2013-07-05", "2020-07-02", "2021-12-23", "2026-11-25"})
  void isOpenInFullBesideHalfDays(LocalDate date) {
    // Given a full day that is easily taken for a half one

    // When
    SessionHours hours = trading(date);

    // Then
    assertThat(hours.kind()).isEqualTo(SessionHours.Kind.FULL);
  }

  // 32 after Thanksgiving, 19 Christmas Eves, 17 around Independence Day, and three single days.
  @Test
  void hasTheKnownNumberOfEarlyClosesFrom1990To2023() {
    // Given
    LocalDate last = LocalDate.of(2023, 12, 31);

    // When
    long halves =
        all().stream()
            .filter(hours -> !hours.session().date().isAfter(last))
            .filter(hours -> hours.kind() == SessionHours.Kind.HALF)
            .count();

    // Then
    assertThat(halves).isEqualTo(71);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-06,2026-03-06T14:30:00Z",
    "2026-03-09,2026-03-09T13:30:00Z",
    "2026-10-30,2026-10-30T13:30:00Z",
    "2026-11-02,2026-11-02T14:30:00Z"
  })
  void opensAtTheSameLocalTimeWhenTheClocksChange(LocalDate date, Instant open) {
    // Given a session beside a change of the clocks

    // When
    SessionHours hours = trading(date);

    // Then
    assertThat(hours.open()).isEqualTo(open);
  }

  @Test
  void saysThatItDoesNotKnowBeyondItsHorizon() {
    // Given
    LocalDate late = LocalDate.of(2036, 1, 2);

    // When
    CalendarDay day = newYork.day(late);

    // Then
    assertThat(day).isInstanceOf(CalendarDay.BeyondHorizon.class);
    assertThat(newYork.next(newYork.last())).isInstanceOf(CalendarDay.BeyondHorizon.class);
    assertThat(newYork.previous(newYork.first())).isInstanceOf(CalendarDay.BeyondHorizon.class);
  }

  @Test
  void sessionsFollowEachOtherWithoutOverlapAndBackAgain() {
    // Given
    List<SessionHours> sessions = all();

    // When
    List<SessionHours> wrong = new ArrayList<>();
    for (int i = 1; i < sessions.size(); i++) {
      SessionHours before = sessions.get(i - 1);
      SessionHours after = sessions.get(i);
      boolean ordered = before.close().isBefore(after.open());
      CalendarDay back = newYork.previous(after.session().date());
      if (!ordered || !back.equals(new CalendarDay.Trading(before))) {
        wrong.add(after);
      }
    }

    // Then
    assertThat(wrong).isEmpty();
    assertThat(sessions).hasSizeGreaterThan(11_000);
  }

  @Test
  void tradesOnExactlyTheDaysThatTheIndexHasBars() throws Exception {
    // Given
    TreeSet<LocalDate> bars = new TreeSet<>();
    for (String line : Files.readAllLines(root().resolve("sample-data/bars/SPX.csv"))) {
      if (Character.isDigit(line.charAt(0))) {
        bars.add(LocalDate.parse(line.substring(0, 10)));
      }
    }

    // When
    TreeSet<LocalDate> sessions = new TreeSet<>();
    for (SessionHours hours : all()) {
      LocalDate date = hours.session().date();
      if (!date.isBefore(bars.first()) && !date.isAfter(bars.last())) {
        sessions.add(date);
      }
    }

    // Then
    assertThat(bars).isEqualTo(sessions);
  }

  @Test
  void neverClosesForWhatTradesAroundTheClock() {
    // Given
    TradingCalendar always = Calendars.builtIn().find("H24").orElseThrow();

    // When
    CalendarDay sunday = always.day(LocalDate.of(2026, 11, 22));

    // Then
    assertThat(sunday)
        .isInstanceOfSatisfying(
            CalendarDay.Trading.class,
            day -> {
              assertThat(day.hours().open()).isEqualTo("2026-11-22T00:00:00Z");
              assertThat(day.hours().close()).isEqualTo("2026-11-23T00:00:00Z");
            });
  }

  @Test
  void knowsNoOtherExchange() {
    // Given
    String unknown = "XXXX";

    // When
    Optional<TradingCalendar> calendar = Calendars.builtIn().find(unknown);

    // Then
    assertThat(calendar).isEmpty();
  }

  private SessionHours trading(LocalDate date) {
    return ((CalendarDay.Trading) newYork.day(date)).hours();
  }

  private List<SessionHours> all() {
    List<SessionHours> sessions = new ArrayList<>();
    CalendarDay day = newYork.next(newYork.first());
    while (day instanceof CalendarDay.Trading trading) {
      sessions.add(trading.hours());
      day = newYork.next(trading.hours().session().date());
    }
    return sessions;
  }

  private static Path root() {
    return Path.of(System.getProperty("openbell.root", ".."));
  }
}
