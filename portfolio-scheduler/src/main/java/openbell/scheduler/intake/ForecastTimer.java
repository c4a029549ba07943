package openbell.scheduler.intake;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import openbell.runtime.timer.TimerGuard;
import openbell.scheduler.forecast.WorkForecast;

/// Looks in regular beats at what the schedules will ask for.
@Singleton
final class ForecastTimer {
  private final WorkForecast forecast;
  private final TimerGuard guard;
  private final Clock clock;

  ForecastTimer(WorkForecast forecast, TimerGuard guard, Clock clock) {
    this.forecast = forecast;
    this.guard = guard;
    this.clock = clock;
  }

  @Scheduled(
      identity = "scheduler-forecast",
      every = "{openbell.forecast.every}",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void beat() {
    guard.run("forecast", () -> forecast.look(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
  }
}
