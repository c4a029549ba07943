package openbell.scheduler.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import openbell.model.message.WorkExpected;
import openbell.runtime.messaging.EmitterOutlet;
import openbell.scheduler.adapter.JdbiScheduleBook;
import openbell.scheduler.forecast.ExpectedBatches;
import openbell.scheduler.forecast.WorkForecast;
import openbell.scheduler.schedule.CalendarSource;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.jdbi.v3.core.Jdbi;

/// Builds what tells of work to come.
@Dependent
public class ForecastWiring {

  @Produces
  @Singleton
  WorkForecast workForecast(
      Jdbi jdbi,
      CalendarSource calendars,
      ForecastConfig config,
      SchedulerConfig scheduler,
      @Channel("workload-out") Emitter<WorkExpected> workload) {
    return new WorkForecast(
        new JdbiScheduleBook(jdbi),
        calendars,
        new ExpectedBatches(config.horizon(), scheduler.finishWithin()),
        new EmitterOutlet<>(workload),
        config.again());
  }
}
