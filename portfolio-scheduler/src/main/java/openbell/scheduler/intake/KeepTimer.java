package openbell.scheduler.intake;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import openbell.runtime.timer.TimerGuard;
import openbell.scheduler.keep.Sweeper;
import org.jboss.logging.Logger;

/// Goes on with today's walk through the artifact store. When it is done, beats ask the database
/// and
/// rest.
@Singleton
final class KeepTimer {
  private static final Logger LOG = Logger.getLogger(KeepTimer.class);

  private final Sweeper sweeper;
  private final TimerGuard guard;
  private final Clock clock;

  KeepTimer(Sweeper sweeper, TimerGuard guard, Clock clock) {
    this.sweeper = sweeper;
    this.guard = guard;
    this.clock = clock;
  }

  @Scheduled(
      identity = "scheduler-keep",
      every = "{openbell.keep.every}",
      delayed = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void beat() {
    guard.run("keep", this::sweep);
  }

  private void sweep() {
    Sweeper.Swept swept = sweeper.beat(clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (swept.done() || swept.removed() + swept.drafts() > 0) {
      LOG.infof(
          "store swept seen=%d removed=%d drafts=%d done=%s",
          swept.seen(), swept.removed(), swept.drafts(), swept.done());
    }
  }
}
