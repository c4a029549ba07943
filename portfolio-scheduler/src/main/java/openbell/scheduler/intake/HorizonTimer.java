package openbell.scheduler.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import openbell.runtime.timer.TimerGuard;
import openbell.scheduler.schedule.Horizon;
import openbell.scheduler.schedule.HorizonWatch;

/// Asks how far the calendars in use still reach. A beat too many tells nobody anything twice.
@Singleton
final class HorizonTimer {
  private final HorizonWatch watch;
  private final TimerGuard guard;
  private final Clock clock;
  private final MultiGauge days;

  HorizonTimer(HorizonWatch watch, TimerGuard guard, Clock clock, MeterRegistry registry) {
    this.watch = watch;
    this.guard = guard;
    this.clock = clock;
    this.days = MultiGauge.builder("calendar.horizon.days").register(registry);
  }

  @Scheduled(
      identity = "scheduler-horizon",
      every = "{openbell.calendar.horizon-every}",
      delayed = "20s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void beat() {
    guard.run("horizon", () -> show(watch.look(clock.instant())));
  }

  private void show(List<Horizon> used) {
    days.register(
        used.stream()
            .<MultiGauge.Row<?>>map(
                horizon -> MultiGauge.Row.of(Tags.of("exchange", horizon.market()), horizon.days()))
            .toList(),
        true);
  }
}
