package openbell.scheduler.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import openbell.runtime.alert.AlertSink;
import openbell.scheduler.adapter.FileCalendars;
import openbell.scheduler.schedule.CalendarSource;
import openbell.scheduler.schedule.HorizonWatch;
import openbell.scheduler.schedule.ScheduleLedger;

/// Builds what knows when exchanges trade, and what watches how far that reaches.
@Dependent
public final class CalendarWiring {
  @Produces
  @Singleton
  CalendarSource calendars(CalendarConfig config, AlertSink alerts) {
    return new FileCalendars(config.override().orElse(null), alerts);
  }

  @Produces
  @Singleton
  HorizonWatch horizonWatch(ScheduleLedger ledger, CalendarSource calendars, AlertSink alerts) {
    return new HorizonWatch(ledger, calendars, alerts);
  }
}
