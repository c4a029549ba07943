package openbell.scheduler.dispatch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import openbell.model.calendar.CalendarDay;
import openbell.model.calendar.SessionHours;
import openbell.model.calendar.TradingCalendar;
import openbell.model.market.Session;
import openbell.model.portfolio.Schedule;
import openbell.scheduler.schedule.CalendarSource;
import openbell.scheduler.schedule.Tick;
import org.jspecify.annotations.Nullable;

/// Which session a run that somebody asks for belongs to, and what it may know about.
public final class RunMoments {
  private final CalendarSource calendars;

  public RunMoments(CalendarSource calendars) {
    this.calendars = calendars;
  }

  /// @param date of the session to run for, or null for the one that opens next or is open
  public Moment at(Schedule schedule, @Nullable LocalDate date, Instant now) {
    Optional<TradingCalendar> calendar = calendars.now().find(schedule.calendar());
    if (calendar.isEmpty()) {
      return new Never("CALENDAR_UNKNOWN", "There is no calendar " + schedule.calendar() + ".");
    }
    Optional<SessionHours> closed = Tick.lastClosed(calendar.get(), now);
    if (closed.isEmpty()) {
      return horizon(calendar.get().day(now.atZone(calendar.get().zone()).toLocalDate()));
    }
    LocalDate asOf = closed.get().session().date();
    CalendarDay upcoming = calendar.get().next(asOf);
    if (!(upcoming instanceof CalendarDay.Trading next)) {
      return horizon(upcoming);
    }
    if (date == null) {
      return new At(next.hours().session(), asOf);
    }
    if (date.isAfter(next.hours().session().date())) {
      return new Never(
          "SESSION_IN_FUTURE",
          "%s has not come yet; the next session is %s."
              .formatted(date, next.hours().session().date()));
    }
    return on(calendar.get(), schedule, date, now);
  }

  private static Moment on(
      TradingCalendar calendar, Schedule schedule, LocalDate date, Instant now) {
    return switch (calendar.day(date)) {
      case CalendarDay.Closed closed ->
          new Never(
              "NO_SESSION",
              "%s is closed on %s: %s.".formatted(calendar.market(), date, closed.reason()));
      case CalendarDay.BeyondHorizon beyond -> horizon(beyond);
      case CalendarDay.Trading trading -> {
        Optional<Tick> tick = Tick.of(calendar, schedule, trading.hours());
        yield tick.isPresent()
            ? new At(tick.get().session(), notAfter(now, calendar, tick.get()))
            : horizon(calendar.previous(date));
      }
    };
  }

  /// A tick later today may count on a close that has not happened yet.
  private static LocalDate notAfter(Instant now, TradingCalendar calendar, Tick tick) {
    return Tick.lastClosed(calendar, now)
        .map(closed -> closed.session().date())
        .filter(closed -> closed.isBefore(tick.asOf()))
        .orElse(tick.asOf());
  }

  private static Never horizon(CalendarDay day) {
    String range =
        day instanceof CalendarDay.BeyondHorizon beyond
            ? " It reaches from " + beyond.first() + " to " + beyond.last() + "."
            : "";
    return new Never("CALENDAR_HORIZON_EXCEEDED", "The calendar does not reach that date." + range);
  }

  /// When, or why never.
  public sealed interface Moment {}

  /// @param asOf the last session that the run may know about
  public record At(Session session, LocalDate asOf) implements Moment {}

  /// @param code stable, e.g. `NO_SESSION`
  public record Never(String code, String detail) implements Moment {}
}
