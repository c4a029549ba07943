package openbell.signal.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import openbell.runtime.timeline.TimelinePart;
import openbell.signal.adapter.SignalTimeline;
import org.jdbi.v3.core.Jdbi;

/// Builds this service's part of the timeline.
@Dependent
public class TimelineWiring {

  @Produces
  @Singleton
  TimelinePart signalTimeline(Jdbi jdbi) {
    return new SignalTimeline(jdbi);
  }
}
