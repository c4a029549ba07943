package openbell.scheduler.intake;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import openbell.runtime.timer.TimerGuard;
import openbell.scheduler.schedule.SessionBatch;
import org.jboss.logging.Logger;

/// Asks what is due. It fires nothing by itself: a beat too many or too few changes nothing.
@Singleton
final class TickTimer {
  private static final Logger LOG = Logger.getLogger(TickTimer.class);

  private final SessionBatch batch;
  private final OutboxTimer outbox;
  private final TimerGuard guard;
  private final Clock clock;

  TickTimer(SessionBatch batch, OutboxTimer outbox, TimerGuard guard, Clock clock) {
    this.batch = batch;
    this.outbox = outbox;
    this.guard = guard;
    this.clock = clock;
  }

  @Scheduled(
      identity = "scheduler-tick",
      every = "{openbell.scheduler.tick-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void beat() {
    guard.run("tick", this::serve);
  }

  private void serve() {
    SessionBatch.Served served = batch.serveDue(clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (served.requested() > 0) {
      outbox.soon();
    }
    if (served.requested() + served.missed() > 0) {
      LOG.infof("sessions served requested=%d missed=%d", served.requested(), served.missed());
    }
  }
}
