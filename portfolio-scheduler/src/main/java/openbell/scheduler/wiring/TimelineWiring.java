package openbell.scheduler.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import openbell.runtime.timeline.TimelinePart;
import openbell.scheduler.adapter.HttpTimeline;
import openbell.scheduler.adapter.ScheduleTimeline;
import openbell.scheduler.gateway.Neighbours;
import openbell.scheduler.schedule.CalendarSource;
import openbell.scheduler.timeline.Timeline;
import org.jdbi.v3.core.Jdbi;

/// Builds the timeline of what is in this process and what is not.
@Dependent
public class TimelineWiring {

  @Produces
  @Singleton
  TimelinePart scheduleTimeline(Jdbi jdbi, CalendarSource calendars) {
    return new ScheduleTimeline(jdbi, calendars);
  }

  @Produces
  @Singleton
  Timeline timeline(Instance<TimelinePart> parts, Neighbours neighbours) {
    return new Timeline(parts.stream().toList(), new HttpTimeline(neighbours));
  }
}
