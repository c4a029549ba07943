package openbell.notification.intake;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import openbell.notification.deliver.Dispatch;
import openbell.runtime.timer.TimerGuard;

/// Sends what is due, as fast as the shared rate allows.
@ApplicationScoped
public class DeliveryTimer {
  private final Dispatch dispatch;
  private final TimerGuard guard;

  public DeliveryTimer(Dispatch dispatch, TimerGuard guard) {
    this.dispatch = dispatch;
    this.guard = guard;
  }

  @Scheduled(
      identity = "notification-delivery",
      every = "1s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void beat() {
    guard.run("notification-delivery", dispatch::sendDue);
  }
}
