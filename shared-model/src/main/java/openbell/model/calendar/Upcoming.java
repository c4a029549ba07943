package openbell.model.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import openbell.model.portfolio.Schedule;

/// When a schedule fires next. Pure.
///
/// @param session the trading day it fires for
/// @param at the moment, as the clock of the exchange shows it
public record Upcoming(LocalDate session, OffsetDateTime at) {
  /// As far as an offset reaches back.
  private static final int BEHIND = 3;

  private static final int MOST_DAYS = 60;

  /// The next ticks after `now`, in order; fewer than `count` where the calendar ends.
  public static List<Upcoming> of(
      TradingCalendar calendar, Schedule schedule, Instant now, int count) {
    List<Upcoming> found = new ArrayList<>();
    LocalDate date = now.atZone(calendar.zone()).toLocalDate().minusDays(BEHIND);
    for (int i = 0; i < MOST_DAYS && found.size() < count; i++) {
      if (calendar.day(date) instanceof CalendarDay.Trading trading) {
        Instant dueAt = dueAt(calendar, schedule, trading.hours());
        if (dueAt.isAfter(now)) {
          found.add(new Upcoming(date, dueAt.atZone(calendar.zone()).toOffsetDateTime()));
        }
      }
      date = date.plusDays(1);
    }
    return found;
  }

  /// When a schedule is due in one session: by the hours and clocks of that very day.
  public static Instant dueAt(TradingCalendar calendar, Schedule schedule, SessionHours session) {
    Instant anchor =
        switch (schedule.at()) {
          case OPEN -> session.open();
          case CLOSE -> session.close();
          case TIME -> {
            LocalTime time = Objects.requireNonNull(schedule.time());
            ZoneId zone = Objects.requireNonNullElse(schedule.zone(), calendar.zone());
            yield LocalMoment.of(session.session().date(), time, zone);
          }
        };
    return anchor.plus(schedule.offset());
  }
}
