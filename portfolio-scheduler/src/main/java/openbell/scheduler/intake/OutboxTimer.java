package openbell.scheduler.intake;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import openbell.runtime.timer.TimerGuard;
import openbell.scheduler.dispatch.SchedulerOutbox;

/// Sends committed requests: at once after a commit, and by the clock in case that was cut short.
@Singleton
final class OutboxTimer {
  private final SchedulerOutbox outbox;
  private final TimerGuard guard;

  OutboxTimer(SchedulerOutbox outbox, TimerGuard guard) {
    this.outbox = outbox;
    this.guard = guard;
  }

  @Scheduled(
      identity = "scheduler-outbox",
      every = "{openbell.scheduler.outbox-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void beat() {
    guard.run("outbox", outbox.relay()::flush);
  }

  /// Starts sending without waiting for it; the answer to a request need not.
  void soon() {
    Thread.ofVirtual().name("scheduler-outbox").start(this::beat);
  }
}
