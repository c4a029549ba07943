package openbell.notification.intake;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import openbell.notification.deliver.UnknownWatch;
import openbell.runtime.timer.TimerGuard;
import org.jboss.logging.Logger;

/// Looks for mails whose sender is gone, and parks those whose outcome stays unknown.
@ApplicationScoped
public class UnknownTimer {
  private static final Logger LOG = Logger.getLogger(UnknownTimer.class);

  private final UnknownWatch watch;
  private final TimerGuard guard;

  public UnknownTimer(UnknownWatch watch, TimerGuard guard) {
    this.watch = watch;
    this.guard = guard;
  }

  @Scheduled(
      identity = "notification-unknown",
      every = "10s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void beat() {
    guard.run("notification-unknown", this::look);
  }

  private void look() {
    UnknownWatch.Seen seen = watch.look();
    if (seen.stranded() + seen.parked() > 0) {
      LOG.warnf("mails looked after stranded=%d parked=%d", seen.stranded(), seen.parked());
    }
  }
}
