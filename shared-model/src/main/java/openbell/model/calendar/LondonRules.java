package openbell.model.calendar;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.temporal.TemporalAdjusters.firstInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.Map;
import java.util.Optional;

/// Bank holidays of England, on which the exchange in London is closed, and its two short days.
///
/// Source of the rules: the bank holidays that the government publishes, which end with the
/// horizon; holidays that were moved or given once are listed one by one.
final class LondonRules implements DayRules {
  static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
  static final LocalDate LAST = LocalDate.of(2028, 12, 31);

  /// One more whenever a rule or a list below changes.
  static final int VERSION = 1;

  private static final LocalTime NOON = LocalTime.of(12, 30);

  private static final Map<LocalDate, String> ONCE =
      Map.ofEntries(
          Map.entry(LocalDate.of(2002, 6, 3), "Golden Jubilee"),
          Map.entry(LocalDate.of(2002, 6, 4), "Spring Bank Holiday"),
          Map.entry(LocalDate.of(2011, 4, 29), "wedding of Prince William"),
          Map.entry(LocalDate.of(2012, 6, 4), "Spring Bank Holiday"),
          Map.entry(LocalDate.of(2012, 6, 5), "Diamond Jubilee"),
          Map.entry(LocalDate.of(2020, 5, 8), "Early May Bank Holiday"),
          Map.entry(LocalDate.of(2022, 6, 2), "Spring Bank Holiday"),
          Map.entry(LocalDate.of(2022, 6, 3), "Platinum Jubilee"),
          Map.entry(LocalDate.of(2022, 9, 19), "funeral of Queen Elizabeth II"),
          Map.entry(LocalDate.of(2023, 5, 8), "coronation of King Charles III"));

  @Override
  public Optional<String> closure(LocalDate date) {
    DayOfWeek weekday = date.getDayOfWeek();
    if (weekday == SATURDAY || weekday == SUNDAY) {
      return Optional.of("weekend");
    }
    String once = ONCE.get(date);
    return once != null ? Optional.of(once) : holiday(date);
  }

  private static Optional<String> holiday(LocalDate date) {
    int year = date.getYear();
    return switch (date.getMonth()) {
      case JANUARY -> named(date, weekday(LocalDate.of(year, 1, 1)), "New Year's Day");
      case MARCH, APRIL -> easter(date);
      case MAY -> may(date);
      case AUGUST -> named(date, last(year, Month.AUGUST), "Summer Bank Holiday");
      case DECEMBER -> christmas(date);
      case FEBRUARY, JUNE, JULY, SEPTEMBER, OCTOBER, NOVEMBER -> Optional.empty();
    };
  }

  private static Optional<String> easter(LocalDate date) {
    LocalDate sunday = Easter.sunday(date.getYear());
    return named(date, sunday.minusDays(2), "Good Friday")
        .or(() -> named(date, sunday.plusDays(1), "Easter Monday"));
  }

  private static Optional<String> may(LocalDate date) {
    int year = date.getYear();
    LocalDate early = LocalDate.of(year, 5, 1).with(firstInMonth(MONDAY));
    if (date.equals(early)) {
      return year == 2020 ? Optional.empty() : Optional.of("Early May Bank Holiday");
    }
    boolean moved = year == 2002 || year == 2012 || year == 2022;
    return moved ? Optional.empty() : named(date, last(year, Month.MAY), "Spring Bank Holiday");
  }

  /// On a weekend the two days are made up for by the next two days that are not.
  private static Optional<String> christmas(LocalDate date) {
    LocalDate first = LocalDate.of(date.getYear(), 12, 25);
    return switch (first.getDayOfWeek()) {
      case FRIDAY -> either(date, first, first.plusDays(3));
      case SATURDAY -> either(date, first.plusDays(2), first.plusDays(3));
      case SUNDAY ->
          named(date, first.plusDays(1), "Boxing Day")
              .or(() -> named(date, first.plusDays(2), "Christmas Day"));
      default -> either(date, first, first.plusDays(1));
    };
  }

  private static Optional<String> either(LocalDate date, LocalDate first, LocalDate second) {
    return named(date, first, "Christmas Day").or(() -> named(date, second, "Boxing Day"));
  }

  /// The last weekday before Christmas Day, and the last one of the year.
  @Override
  public Optional<LocalTime> earlyClose(LocalDate date) {
    boolean eve =
        date.equals(before(LocalDate.of(date.getYear(), 12, 24)))
            || date.equals(before(LocalDate.of(date.getYear(), 12, 31)));
    return eve ? Optional.of(NOON) : Optional.empty();
  }

  private static LocalDate before(LocalDate eve) {
    return switch (eve.getDayOfWeek()) {
      case SATURDAY -> eve.minusDays(1);
      case SUNDAY -> eve.minusDays(2);
      default -> eve;
    };
  }

  private static LocalDate weekday(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> day.plusDays(2);
      case SUNDAY -> day.plusDays(1);
      default -> day;
    };
  }

  private static LocalDate last(int year, Month month) {
    return LocalDate.of(year, month, 1).with(lastInMonth(MONDAY));
  }

  private static Optional<String> named(LocalDate date, LocalDate holiday, String name) {
    return date.equals(holiday) ? Optional.of(name) : Optional.empty();
  }
}
