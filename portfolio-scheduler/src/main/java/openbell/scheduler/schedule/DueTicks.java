package openbell.scheduler.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openbell.model.calendar.CalendarDay;
import openbell.model.calendar.SessionHours;
import openbell.model.calendar.TradingCalendar;
import openbell.model.portfolio.Schedule;
import openbell.model.portfolio.Schedule.CatchUp;
import openbell.scheduler.schedule.DueTick.Verdict;
import org.jspecify.annotations.Nullable;

/// Answers "what is due?" for one schedule. Pure: the ledger knows what has happened already.
///
/// @param catchUpSessions how many sessions before the newest due one are looked at
/// @param punctual a tick that is seen within this time is not late
/// @param finishWithin when a run that was requested in time should be done
public record DueTicks(int catchUpSessions, Duration punctual, Duration finishWithin) {
  /// Days that the walk starts ahead of now, so that an offset before the open is seen.
  private static final int AHEAD = 8;

  private static final int MOST_DAYS = 90;
  private static final String AWAY = "The scheduler was not running when it was due.";

  public DueTicks {
    if (catchUpSessions < 0 || catchUpSessions > 30) {
      throw new IllegalArgumentException("catch-up is 0 to 30 sessions, was " + catchUpSessions);
    }
  }

  /// With the usual half hour to finish.
  public DueTicks(int catchUpSessions, Duration punctual) {
    this(catchUpSessions, punctual, Duration.ofMinutes(30));
  }

  /// What is due, newest first: at most `1 + catchUpSessions` sessions, and the weekdays between
  /// them on which the exchange was closed.
  public List<DueTick> at(Instant now, Schedule schedule, TradingCalendar calendar) {
    List<DueTick> due = new ArrayList<>();
    LocalDate date = start(now, calendar);
    Tick newest = null;
    int sessions = 0;
    for (int i = 0; i < MOST_DAYS && sessions <= catchUpSessions; i++) {
      CalendarDay day = calendar.day(date);
      if (day instanceof CalendarDay.Trading trading) {
        Optional<Tick> tick = passed(calendar, schedule, trading.hours(), now);
        if (tick.isPresent()) {
          due.add(trading(now, schedule, tick.get(), newest));
          newest = newest == null ? tick.get() : newest;
          sessions++;
        }
      } else if (day instanceof CalendarDay.Closed closed && isWeekday(date)) {
        passed(calendar, schedule, calendar.regular(date), now)
            .map(tick -> closed(schedule, tick, calendar.market(), closed))
            .ifPresent(due::add);
      }
      date = date.minusDays(1);
    }
    return due;
  }

  /// Never beyond the horizon: the last days before it are as good as any other.
  private static LocalDate start(Instant now, TradingCalendar calendar) {
    LocalDate start = now.atZone(calendar.zone()).toLocalDate().plusDays(AHEAD);
    return start.isAfter(calendar.last()) ? calendar.last() : start;
  }

  private static boolean isWeekday(LocalDate date) {
    return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
  }

  private static Optional<Tick> passed(
      TradingCalendar calendar, Schedule schedule, SessionHours hours, Instant now) {
    return Tick.of(calendar, schedule, hours).filter(tick -> !tick.dueAt().isAfter(now));
  }

  private DueTick trading(Instant now, Schedule schedule, Tick tick, @Nullable Tick newest) {
    return newest == null ? newest(now, schedule, tick) : older(schedule, tick, newest);
  }

  private DueTick newest(Instant now, Schedule schedule, Tick tick) {
    boolean inTime = !now.isAfter(tick.dueAt().plus(punctual));
    if (inTime) {
      Instant deadline = tick.dueAt().plus(schedule.width()).plus(punctual).plus(finishWithin);
      return DueTick.fire(schedule, tick, "", deadline);
    }
    return schedule.catchUp() == CatchUp.SKIP
        ? missed(schedule, tick, AWAY, null)
        : new DueTick(
            schedule,
            tick,
            Verdict.FIRE,
            "Caught up after the scheduler was away.",
            tick.dueAt(),
            true,
            null);
  }

  private static DueTick older(Schedule schedule, Tick tick, Tick newest) {
    LocalDate later = newest.session().date();
    return switch (schedule.catchUp()) {
      case SKIP -> missed(schedule, tick, AWAY, null);
      case LATE -> missed(schedule, tick, "Overtaken by the session of " + later + ".", null);
      case MERGE -> missed(schedule, tick, "Merged into the run of " + later + ".", later);
    };
  }

  private static DueTick missed(
      Schedule schedule, Tick tick, String reason, @Nullable LocalDate mergedInto) {
    return new DueTick(schedule, tick, Verdict.MISS, reason, tick.dueAt(), false, mergedInto);
  }

  private static DueTick closed(
      Schedule schedule, Tick tick, String market, CalendarDay.Closed day) {
    String reason = "%s is closed on %s: %s.".formatted(market, day.date(), day.reason());
    return new DueTick(schedule, tick, Verdict.CLOSED, reason, tick.dueAt(), false, null);
  }
}
