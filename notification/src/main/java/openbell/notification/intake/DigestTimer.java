package openbell.notification.intake;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import openbell.notification.digest.Digests;
import openbell.runtime.timer.TimerGuard;
import org.jboss.logging.Logger;

/// Closes digests whose time has come. Each has a guard of its own, so that one that cannot be
/// closed never holds up the others.
@ApplicationScoped
public class DigestTimer {
  private static final Logger LOG = Logger.getLogger(DigestTimer.class);

  private final Digests digests;
  private final TimerGuard guard;

  public DigestTimer(Digests digests, TimerGuard guard) {
    this.digests = digests;
    this.guard = guard;
  }

  @Scheduled(
      identity = "notification-digests",
      every = "5s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void beat() {
    guard.run("notification-digests", this::closeDue);
  }

  private void closeDue() {
    for (String id : digests.due()) {
      guard.run("notification-digests", () -> close(id));
    }
  }

  private void close(String id) {
    digests
        .close(id)
        .ifPresent(
            closing ->
                LOG.infof(
                    "digest closed digestId=%s became=%s", id, closing.getClass().getSimpleName()));
  }
}
