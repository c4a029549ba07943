package openbell.scheduler.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openbell.model.calendar.CalendarDay;
import openbell.model.calendar.TradingCalendar;
import openbell.model.portfolio.Schedule;
import openbell.scheduler.schedule.DueTick.Verdict;

/// Answers "what is due?" for one schedule. Pure: the ledger knows what has happened already.
///
/// @param catchUpSessions how many sessions before the newest due one are looked at
/// @param punctual a tick that is seen within this time is not late
public record DueTicks(int catchUpSessions, Duration punctual) {
  /// Days that the walk starts ahead of now, so that an offset before the open is seen.
  private static final int AHEAD = 8;

  private static final int MOST_STEPS = 60;

  public DueTicks {
    if (catchUpSessions < 0 || catchUpSessions > 30) {
      throw new IllegalArgumentException("catch-up is 0 to 30 sessions, was " + catchUpSessions);
    }
  }

  /// The due ticks of a schedule, newest first, at most `1 + catchUpSessions`.
  public List<DueTick> at(Instant now, Schedule schedule) {
    Optional<TradingCalendar> calendar = TradingCalendar.of(schedule.calendar());
    if (calendar.isEmpty()) {
      return List.of();
    }
    List<DueTick> due = new ArrayList<>();
    for (Tick tick : passed(calendar.get(), schedule, now)) {
      due.add(
          due.isEmpty()
              ? newest(now, schedule, tick)
              : older(schedule, tick, due.getFirst().tick()));
    }
    return due;
  }

  private List<Tick> passed(TradingCalendar calendar, Schedule schedule, Instant now) {
    List<Tick> ticks = new ArrayList<>();
    LocalDate start = now.atZone(calendar.zone()).toLocalDate().plusDays(AHEAD);
    CalendarDay day = calendar.previous(start);
    for (int i = 0; i < MOST_STEPS && ticks.size() <= catchUpSessions; i++) {
      if (!(day instanceof CalendarDay.Trading trading)) {
        break;
      }
      Tick.of(calendar, schedule, trading.hours())
          .filter(tick -> !tick.dueAt().isAfter(now))
          .ifPresent(ticks::add);
      day = calendar.previous(trading.hours().session().date());
    }
    return ticks;
  }

  private DueTick newest(Instant now, Schedule schedule, Tick tick) {
    boolean inTime = !now.isAfter(tick.dueAt().plus(punctual));
    if (inTime) {
      return new DueTick(schedule, tick, Verdict.FIRE, "");
    }
    return switch (schedule.catchUp()) {
      case SKIP ->
          new DueTick(
              schedule, tick, Verdict.MISS, "The scheduler was not running when it was due.");
      case LATE, MERGE ->
          new DueTick(schedule, tick, Verdict.FIRE, "Caught up after the scheduler was away.");
    };
  }

  private static DueTick older(Schedule schedule, Tick tick, Tick newest) {
    String reason =
        switch (schedule.catchUp()) {
          case SKIP -> "The scheduler was not running when it was due.";
          case LATE -> "Overtaken by the session of " + newest.session().date() + ".";
          case MERGE -> "Merged into the run of " + newest.session().date() + ".";
        };
    return new DueTick(schedule, tick, Verdict.MISS, reason);
  }
}
