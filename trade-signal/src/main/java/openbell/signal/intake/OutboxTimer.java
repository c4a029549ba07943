package openbell.signal.intake;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import openbell.runtime.outbox.OutboxRelay;
import openbell.runtime.timer.TimerGuard;
import openbell.signal.wiring.SignalOutbox;

/// The safety net of the outbox: sends what a crash left between commit and send.
@ApplicationScoped
public class OutboxTimer {
  private final OutboxRelay relay;
  private final TimerGuard guard;

  public OutboxTimer(@SignalOutbox OutboxRelay relay, TimerGuard guard) {
    this.relay = relay;
    this.guard = guard;
  }

  @Scheduled(
      every = "1s",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void beat() {
    guard.run("signal-outbox", relay::flush);
  }
}
