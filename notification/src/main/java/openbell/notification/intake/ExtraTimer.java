package openbell.notification.intake;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import openbell.notification.wiring.ExtraChannels;
import openbell.runtime.timer.TimerGuard;

/// Posts what is due to the places besides the mails, on a beat of its own: a place that hangs
/// holds up no mail.
@ApplicationScoped
public class ExtraTimer {
  private final ExtraChannels extras;
  private final TimerGuard guard;

  public ExtraTimer(ExtraChannels extras, TimerGuard guard) {
    this.extras = extras;
    this.guard = guard;
  }

  @Scheduled(
      identity = "notification-extra",
      every = "2s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void beat() {
    extras.all().forEach(extra -> guard.run("notification-extra", extra::sendDue));
  }
}
