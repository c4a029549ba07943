package openbell.notification.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import openbell.notification.adapter.MailTimeline;
import openbell.runtime.timeline.TimelinePart;
import org.jdbi.v3.core.Jdbi;

/// Builds this service's part of the timeline.
@Dependent
public class TimelineWiring {

  @Produces
  @Singleton
  TimelinePart mailTimeline(Jdbi jdbi) {
    return new MailTimeline(jdbi);
  }
}
