package openbell.notification.intake;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import openbell.notification.deliver.Delivery;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.wiring.NotificationConfig;
import openbell.runtime.timer.TimerGuard;

/// Sends what is due, at most so many a second. Each mail has a guard of its own, so that one that
/// cannot be made never holds up the others.
@ApplicationScoped
public class DeliveryTimer {
  private final Delivery delivery;
  private final TimerGuard guard;
  private final int most;

  public DeliveryTimer(Delivery delivery, TimerGuard guard, NotificationConfig config) {
    this.delivery = delivery;
    this.guard = guard;
    this.most = config.sendsPerSecond();
  }

  @Scheduled(
      identity = "notification-delivery",
      every = "1s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void beat() {
    guard.run("notification-delivery", this::sendDue);
  }

  private void sendDue() {
    for (LedgerEntry entry : delivery.due(most)) {
      guard.run("notification-delivery", () -> delivery.attempt(entry));
    }
  }
}
