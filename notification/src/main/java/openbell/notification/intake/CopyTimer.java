package openbell.notification.intake;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import openbell.notification.archive.MailArchive;
import openbell.notification.wiring.ArchiveConfig;
import openbell.runtime.timer.TimerGuard;
import org.jboss.logging.Logger;

/// Removes copies that are too old, a few at a time.
@ApplicationScoped
public class CopyTimer {
  private static final Logger LOG = Logger.getLogger(CopyTimer.class);

  /// Copies per beat.
  private static final int MOST = 5000;

  private final MailArchive archive;
  private final TimerGuard guard;
  private final Clock clock;
  private final Duration keep;

  public CopyTimer(MailArchive archive, TimerGuard guard, Clock clock, ArchiveConfig config) {
    this.archive = archive;
    this.guard = guard;
    this.clock = clock;
    this.keep = config.keepCopies();
  }

  @Scheduled(
      identity = "notification-copies",
      every = "1h",
      delayed = "5m",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void beat() {
    guard.run("notification-copies", this::sweep);
  }

  private void sweep() {
    int gone = archive.sweep(clock.instant().minus(keep), MOST);
    if (gone > 0) {
      LOG.infof("copies of mails removed count=%d", gone);
    }
  }
}
