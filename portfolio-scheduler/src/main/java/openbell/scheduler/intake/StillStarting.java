package openbell.scheduler.intake;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;

/// Holds the timers back until the channels are open: they start before them.
@ApplicationScoped
public class StillStarting implements Scheduled.SkipPredicate {
  private final AtomicBoolean started = new AtomicBoolean();

  void started(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
    started.set(true);
  }

  @Override
  public boolean test(ScheduledExecution execution) {
    return !started.get();
  }
}
