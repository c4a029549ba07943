package openbell.scheduler.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import openbell.model.calendar.CalendarDay;
import openbell.model.calendar.SessionHours;
import openbell.model.calendar.TradingCalendar;
import openbell.model.calendar.Upcoming;
import openbell.model.market.Session;
import openbell.model.portfolio.Schedule;

/// One beat of the scheduler's clock for one session.
///
/// @param asOf the last session that had closed at `dueAt`: what a run may know about
public record Tick(Session session, LocalDate asOf, Instant dueAt) {
  /// Sessions that an offset may reach back; an offset is at most a few days.
  private static final int FARTHEST = 15;

  /// The tick of a schedule in one session; empty when the calendar does not reach far enough.
  public static Optional<Tick> of(
      TradingCalendar calendar, Schedule schedule, SessionHours session) {
    Instant dueAt = Upcoming.dueAt(calendar, schedule, session);
    return lastClosed(calendar, session.session().date(), dueAt)
        .map(asOf -> new Tick(session.session(), asOf.session().date(), dueAt));
  }

  /// The newest session, at most that of `from`, that had closed at `moment`.
  static Optional<SessionHours> lastClosed(
      TradingCalendar calendar, LocalDate from, Instant moment) {
    CalendarDay day = calendar.previous(from.plusDays(1));
    for (int i = 0; i < FARTHEST && day instanceof CalendarDay.Trading trading; i++) {
      if (!trading.hours().close().isAfter(moment)) {
        return Optional.of(trading.hours());
      }
      day = calendar.previous(trading.hours().session().date());
    }
    return Optional.empty();
  }

  /// The newest session that has closed at `now`; empty when now is beyond the calendar.
  public static Optional<SessionHours> lastClosed(TradingCalendar calendar, Instant now) {
    LocalDate today = now.atZone(calendar.zone()).toLocalDate();
    LocalDate from = today.equals(calendar.last()) ? today : today.plusDays(1);
    return lastClosed(calendar, from, now);
  }
}
