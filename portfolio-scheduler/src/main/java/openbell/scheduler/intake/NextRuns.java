package openbell.scheduler.intake;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import openbell.model.calendar.Upcoming;
import openbell.model.portfolio.Schedule;
import openbell.scheduler.schedule.CalendarSource;

/// When a portfolio runs next, as far as its calendar knows.
@Singleton
final class NextRuns {
  private static final int SHOWN = 3;

  private final CalendarSource calendars;
  private final Clock clock;

  NextRuns(CalendarSource calendars, Clock clock) {
    this.calendars = calendars;
    this.clock = clock;
  }

  List<Upcoming> of(Schedule schedule) {
    return calendars
        .now()
        .find(schedule.calendar())
        .map(calendar -> Upcoming.of(calendar, schedule, clock.instant(), SHOWN))
        .orElse(List.of());
  }
}
