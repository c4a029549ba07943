package openbell.scheduler.intake;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import openbell.model.calendar.CalendarDay;
import openbell.model.calendar.SessionHours;
import openbell.model.calendar.SessionHours.Kind;
import openbell.model.calendar.TradingCalendar;

/// One month of an exchange.
///
/// @param hours of a regular day, on the exchange's clock
/// @param weeks of the month, Monday first
/// @param special days of the coming year on which it is closed or short
/// @param before the month before; empty when the calendar does not reach it
/// @param after the month after; empty when the calendar does not reach it
public record CalendarPage(
    String mic,
    String zone,
    String hours,
    String month,
    List<List<Cell>> weeks,
    List<Special> special,
    String before,
    String after,
    String reach,
    String source) {
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.UK);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.UK);
  private static final DateTimeFormatter LONG_DAY =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.UK);
  private static final String WEEKEND = "weekend";

  /// One day. A cell of another month has no number.
  ///
  /// @param css `open`, `half`, `closed`, `weekend` or `beyond`
  /// @param note hours of a short day, or why it is closed
  public record Cell(String number, String css, String note, String words, boolean today) {
    static final Cell NONE = new Cell("", "none", "", "", false);
  }

  /// A day that is not as usual.
  public record Special(String day, boolean half, String what) {}

  static CalendarPage of(TradingCalendar calendar, YearMonth month, LocalDate today) {
    ZoneId zone = calendar.zone();
    SessionHours regular = calendar.regular(today);
    return new CalendarPage(
        calendar.market(),
        zone(zone),
        time(regular.open(), zone) + " to " + time(regular.close(), zone),
        MONTH.format(month),
        weeks(calendar, month, today),
        special(calendar, today),
        reaches(calendar, month.minusMonths(1)),
        reaches(calendar, month.plusMonths(1)),
        Show.day(calendar.first()) + " to " + Show.day(calendar.last()),
        calendar.source());
  }

  private static String reaches(TradingCalendar calendar, YearMonth month) {
    boolean known =
        !month.atEndOfMonth().isBefore(calendar.first())
            && !month.atDay(1).isAfter(calendar.last());
    return known ? month.toString() : "";
  }

  private static List<List<Cell>> weeks(
      TradingCalendar calendar, YearMonth month, LocalDate today) {
    List<List<Cell>> weeks = new ArrayList<>();
    LocalDate monday = month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    for (LocalDate first = monday;
        !first.isAfter(month.atEndOfMonth());
        first = first.plusDays(7)) {
      List<Cell> week = new ArrayList<>();
      for (int n = 0; n < 7; n++) {
        LocalDate date = first.plusDays(n);
        week.add(YearMonth.from(date).equals(month) ? cell(calendar, date, today) : Cell.NONE);
      }
      weeks.add(List.copyOf(week));
    }
    return weeks;
  }

  private static Cell cell(TradingCalendar calendar, LocalDate date, LocalDate today) {
    String number = Integer.toString(date.getDayOfMonth());
    boolean now = date.equals(today);
    return switch (calendar.day(date)) {
      case CalendarDay.Trading(SessionHours hours) when hours.kind() == Kind.HALF ->
          new Cell(
              number, "half", "until " + time(hours.close(), calendar.zone()), "short day", now);
      case CalendarDay.Trading _ -> new Cell(number, "open", "", "open", now);
      case CalendarDay.Closed closed when closed.reason().equals(WEEKEND) ->
          new Cell(number, "weekend", "", "weekend", now);
      case CalendarDay.Closed closed -> new Cell(number, "closed", closed.reason(), "closed", now);
      case CalendarDay.BeyondHorizon _ -> new Cell(number, "beyond", "", "not known yet", now);
    };
  }

  private static List<Special> special(TradingCalendar calendar, LocalDate today) {
    List<Special> found = new ArrayList<>();
    LocalDate end = today.plusYears(1);
    for (LocalDate date = today; !date.isAfter(end); date = date.plusDays(1)) {
      switch (calendar.day(date)) {
        case CalendarDay.Trading(SessionHours hours) when hours.kind() == Kind.HALF ->
            found.add(
                new Special(
                    LONG_DAY.format(date),
                    true,
                    "closes at "
                        + time(hours.close(), calendar.zone())
                        + (hours.note().isEmpty() ? "" : ", " + hours.note())));
        case CalendarDay.Closed closed when !closed.reason().equals(WEEKEND) ->
            found.add(new Special(LONG_DAY.format(date), false, closed.reason()));
        case CalendarDay.Trading _, CalendarDay.Closed _ -> {}
        case CalendarDay.BeyondHorizon _ -> {
          return found;
        }
      }
    }
    return found;
  }

  static String time(Instant moment, ZoneId zone) {
    return TIME.format(moment.atZone(zone));
  }

  static String moment(Instant moment, ZoneId zone) {
    return MOMENT.format(moment.atZone(zone));
  }

  /// E.g. `New York`.
  static String zone(ZoneId zone) {
    String id = zone.getId();
    return zone.equals(ZoneOffset.UTC)
        ? "UTC"
        : id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
  }
}
