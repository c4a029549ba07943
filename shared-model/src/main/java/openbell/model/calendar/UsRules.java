package openbell.model.calendar;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.util.Map;
import java.util.Optional;

/// Holidays, closures and early closes of the stock exchanges in New York since 1990.
///
/// Source of the rules: the exchange's own yearly holiday announcements; the closures outside them
/// are listed one by one.
final class UsRules implements DayRules {
  static final LocalDate FIRST = LocalDate.of(1990, 1, 1);
  static final LocalDate LAST = LocalDate.of(2035, 12, 31);

  /// One more whenever a rule or a list below changes.
  static final int VERSION = 1;

  private static final LocalTime ONE = LocalTime.of(13, 0);
  private static final LocalTime TWO = LocalTime.of(14, 0);

  private static final Map<LocalDate, String> CLOSURES =
      Map.ofEntries(
          Map.entry(LocalDate.of(1994, 4, 27), "day of mourning for Richard Nixon"),
          Map.entry(LocalDate.of(2001, 9, 11), "attacks of 11 September"),
          Map.entry(LocalDate.of(2001, 9, 12), "attacks of 11 September"),
          Map.entry(LocalDate.of(2001, 9, 13), "attacks of 11 September"),
          Map.entry(LocalDate.of(2001, 9, 14), "attacks of 11 September"),
          Map.entry(LocalDate.of(2004, 6, 11), "day of mourning for Ronald Reagan"),
          Map.entry(LocalDate.of(2007, 1, 2), "day of mourning for Gerald Ford"),
          Map.entry(LocalDate.of(2012, 10, 29), "hurricane Sandy"),
          Map.entry(LocalDate.of(2012, 10, 30), "hurricane Sandy"),
          Map.entry(LocalDate.of(2018, 12, 5), "day of mourning for George H. W. Bush"),
          Map.entry(LocalDate.of(2025, 1, 9), "day of mourning for Jimmy Carter"));

  /// Early closes that no rule explains.
  private static final Map<LocalDate, LocalTime> EARLY =
      Map.of(
          LocalDate.of(1997, 12, 26), ONE,
          LocalDate.of(1999, 12, 31), ONE,
          LocalDate.of(2003, 12, 26), ONE);

  @Override
  public Optional<String> closure(LocalDate date) {
    DayOfWeek weekday = date.getDayOfWeek();
    if (weekday == SATURDAY || weekday == SUNDAY) {
      return Optional.of("weekend");
    }
    String special = CLOSURES.get(date);
    return special != null ? Optional.of(special) : holiday(date);
  }

  private static Optional<String> holiday(LocalDate date) {
    int year = date.getYear();
    return switch (date.getMonth()) {
      case JANUARY -> january(date);
      case FEBRUARY -> named(date, nth(year, Month.FEBRUARY, 3, MONDAY), "Washington's Birthday");
      case MARCH, APRIL -> named(date, Easter.sunday(year).minusDays(2), "Good Friday");
      case MAY -> named(date, LocalDate.of(year, 5, 1).with(lastInMonth(MONDAY)), "Memorial Day");
      case JUNE ->
          year < 2022
              ? Optional.empty()
              : named(date, observed(LocalDate.of(year, 6, 19)), "Juneteenth");
      case JULY -> named(date, observed(LocalDate.of(year, 7, 4)), "Independence Day");
      case SEPTEMBER -> named(date, nth(year, Month.SEPTEMBER, 1, MONDAY), "Labor Day");
      case NOVEMBER -> named(date, thanksgiving(year), "Thanksgiving Day");
      case DECEMBER -> named(date, observed(LocalDate.of(year, 12, 25)), "Christmas Day");
      case AUGUST, OCTOBER -> Optional.empty();
    };
  }

  private static Optional<String> january(LocalDate date) {
    int year = date.getYear();
    LocalDate first = LocalDate.of(year, 1, 1);
    // A New Year's Day on a Saturday is not moved: 31 December closes the books of the year.
    LocalDate newYear = first.getDayOfWeek() == SUNDAY ? first.plusDays(1) : first;
    if (date.equals(newYear)) {
      return Optional.of("New Year's Day");
    }
    return year < 1998
        ? Optional.empty()
        : named(date, nth(year, Month.JANUARY, 3, MONDAY), "Martin Luther King Jr. Day");
  }

  @Override
  public Optional<LocalTime> earlyClose(LocalDate date) {
    LocalTime special = EARLY.get(date);
    if (special != null) {
      return Optional.of(special);
    }
    return switch (date.getMonth()) {
      case JULY -> aroundIndependenceDay(date);
      case NOVEMBER -> afterThanksgiving(date);
      case DECEMBER -> christmasEve(date);
      default -> Optional.empty();
    };
  }

  /// Since 1995. When the fourth is a Thursday the Friday after it was short until 2012, the
  /// Wednesday before it since 2013.
  private static Optional<LocalTime> aroundIndependenceDay(LocalDate date) {
    int year = date.getYear();
    DayOfWeek weekday = date.getDayOfWeek();
    MonthDay day = MonthDay.from(date);
    boolean third = day.equals(MonthDay.of(7, 3));
    boolean fifth = day.equals(MonthDay.of(7, 5));
    boolean before = third && weekday != FRIDAY && (weekday != WEDNESDAY || year >= 2013);
    boolean after = fifth && weekday == FRIDAY && year < 2013;
    return year >= 1995 && (before || after) ? Optional.of(ONE) : Optional.empty();
  }

  private static Optional<LocalTime> afterThanksgiving(LocalDate date) {
    int year = date.getYear();
    if (year < 1992 || !date.equals(thanksgiving(year).plusDays(1))) {
      return Optional.empty();
    }
    return Optional.of(year == 1992 ? TWO : ONE);
  }

  private static Optional<LocalTime> christmasEve(LocalDate date) {
    if (date.getDayOfMonth() != 24 || date.getDayOfWeek() == FRIDAY) {
      return Optional.empty();
    }
    return Optional.of(date.getYear() < 1993 ? TWO : ONE);
  }

  private static LocalDate thanksgiving(int year) {
    return nth(year, Month.NOVEMBER, 4, THURSDAY);
  }

  private static LocalDate nth(int year, Month month, int ordinal, DayOfWeek weekday) {
    return LocalDate.of(year, month, 1).with(dayOfWeekInMonth(ordinal, weekday));
  }

  private static LocalDate observed(LocalDate holiday) {
    return switch (holiday.getDayOfWeek()) {
      case SATURDAY -> holiday.minusDays(1);
      case SUNDAY -> holiday.plusDays(1);
      default -> holiday;
    };
  }

  private static Optional<String> named(LocalDate date, LocalDate holiday, String name) {
    return date.equals(holiday) ? Optional.of(name) : Optional.empty();
  }
}
