package openbell.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.opengamma.strata.basics.ReferenceData;
import com.opengamma.strata.basics.date.HolidayCalendarId;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Second opinions from libraries that nobody of us wrote. Every difference is listed here and
/// explained in `docs/calendars.md`; a day that is not listed must agree.
class CrossCheckTest {
  @Test
  void tradesInNewYorkWhenStrataSaysButForTheFirstDayOfHurricaneSandy() {
    // Given Strata's days of the NYSE, 1990 to 2035

    // When
    TreeMap<LocalDate, String> differences = differences("XNYS", strata("NYSE"));

    // Then the exchange was closed on both days of the storm, and Strata has the second only
    assertThat(differences).hasToString("{2012-10-29=hurricane Sandy}");
  }

  @Test
  void tradesInNewYorkWhenJollydaySaysButForDaysThatItDatesTooEarlyOrLacks() {
    // Given Jollyday's days of the NYSE, 1990 to 2035

    // When
    TreeMap<LocalDate, String> differences = differences("XNYS", jollyday("nyse"));

    // Then Martin Luther King Jr. Day is a holiday of the exchange since 1998 only, and Jollyday
    // does not know the day of mourning of 1994
    assertThat(differences)
        .hasToString(
            "{1990-01-15=open, 1991-01-21=open, 1992-01-20=open, 1993-01-18=open,"
                + " 1994-01-17=open, 1994-04-27=day of mourning for Richard Nixon,"
                + " 1995-01-16=open, 1996-01-15=open, 1997-01-20=open}");
  }

  @Test
  void tradesInLondonExactlyWhenStrataSays() {
    // Given the bank holidays of London, 2000 to 2028

    // When
    TreeMap<LocalDate, String> differences = differences("XLON", strata("GBLO"));

    // Then
    assertThat(differences).isEmpty();
  }

  @Test
  void tradesInLondonWhenJollydaySaysButForTheGoldenJubilee() {
    // Given
    HolidayManager england = manager("gb");

    // When
    TreeMap<LocalDate, String> differences =
        differences("XLON", date -> isWeekday(date) && !england.isHoliday(date, "eng"));

    // Then in 2002 the Spring Bank Holiday was moved to the jubilee, which Jollyday does not know
    assertThat(differences)
        .hasToString(
            "{2002-05-27=open, 2002-06-03=Golden Jubilee, 2002-06-04=Spring Bank Holiday}");
  }

  @Test
  void tradesInHongKongWhenJollydaySaysAsFarAsItKnowsTheMoonAndWhenThereIsNoStorm() {
    // Given the general holidays of Hong Kong
    Predicate<LocalDate> open = jollyday("hk");
    LocalDate end = LocalDate.of(2025, 1, 1);

    // When
    TreeMap<LocalDate, String> differences = differences("XHKG", open);

    // Then until 2024 only storms differ; from 2025 on Jollyday has no festivals by the moon
    assertThat(differences.headMap(end).values())
        .allMatch(reason -> reason.startsWith("typhoon ") || reason.equals("rainstorm"))
        .hasSize(10);
    assertThat(differences.tailMap(end)).hasSize(13).doesNotContainValue("open");
  }

  @Test
  void closesEarlyInNewYorkWhenThePublishedFactsSay() throws IOException {
    // Given
    TreeMap<LocalDate, LocalTime> facts = new TreeMap<>();
    try (InputStream in =
        CrossCheckTest.class.getResourceAsStream("/calendar/xnys-early-closes.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", -1))
          .forEach(cells -> facts.put(LocalDate.parse(cells[0]), LocalTime.parse(cells[1])));
    }
    TradingCalendar calendar = Calendars.builtIn().find("XNYS").orElseThrow();

    // When
    TreeMap<LocalDate, LocalTime> ours = new TreeMap<>();
    LocalDate date = calendar.first();
    while (date.getYear() <= 2023) {
      if (calendar.day(date) instanceof CalendarDay.Trading trading
          && trading.hours().kind() == SessionHours.Kind.HALF) {
        ours.put(date, trading.hours().close().atZone(calendar.zone()).toLocalTime());
      }
      date = date.plusDays(1);
    }

    // Then
    assertThat(ours).isEqualTo(facts).hasSize(71);
  }

  @ParameterizedTest
  @CsvSource({
    "XSHG,2015,244", "XSHG,2016,244", "XSHG,2017,244", "XSHG,2018,243", "XSHG,2019,244",
    "XSHE,2020,243", "XSHE,2021,243", "XSHE,2022,242", "XSHE,2023,242", "XSHE,2024,242",
    "XHKG,2019,246", "XHKG,2021,247", "XLON,2024,254", "XNYS,2001,248", "XNAS,2025,250"
  })
  void hasAsManySessionsInAYearAsTheExchangeCounted(String market, int year, int sessions) {
    // Given
    TradingCalendar calendar = Calendars.builtIn().find(market).orElseThrow();

    // When
    long trading =
        LocalDate.of(year, 1, 1)
            .datesUntil(LocalDate.of(year + 1, 1, 1))
            .filter(date -> calendar.day(date) instanceof CalendarDay.Trading)
            .count();

    // Then
    assertThat(trading).isEqualTo(sessions);
  }

  private static Predicate<LocalDate> strata(String name) {
    return HolidayCalendarId.of(name).resolve(ReferenceData.standard())::isBusinessDay;
  }

  private static Predicate<LocalDate> jollyday(String name) {
    HolidayManager manager = manager(name);
    return date -> isWeekday(date) && !manager.isHoliday(date);
  }

  private static HolidayManager manager(String name) {
    return HolidayManager.getInstance(ManagerParameters.create(name, new Properties()));
  }

  private static boolean isWeekday(LocalDate date) {
    return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
  }

  /// What our calendar says about the days on which the other one disagrees.
  private static TreeMap<LocalDate, String> differences(String market, Predicate<LocalDate> open) {
    TradingCalendar ours = Calendars.builtIn().find(market).orElseThrow();
    TreeMap<LocalDate, String> found = new TreeMap<>();
    for (LocalDate date = ours.first(); !date.isAfter(ours.last()); date = date.plusDays(1)) {
      CalendarDay day = ours.day(date);
      if (day instanceof CalendarDay.Trading != open.test(date)) {
        found.put(date, day instanceof CalendarDay.Closed closed ? closed.reason() : "open");
      }
    }
    return found;
  }
}
