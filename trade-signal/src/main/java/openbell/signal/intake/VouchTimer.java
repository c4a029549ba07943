package openbell.signal.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import openbell.runtime.outbox.OutboxRelay;
import openbell.runtime.outbox.Vouching;
import openbell.runtime.timer.TimerGuard;
import openbell.signal.wiring.SignalOutbox;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Looks for notifications that were sent and that nobody has taken. On a quiet day it finds none.
@ApplicationScoped
public class VouchTimer {
  private static final Logger LOG = Logger.getLogger(VouchTimer.class);

  private final Vouching vouching;
  private final OutboxRelay relay;
  private final TimerGuard guard;
  private final Clock clock;
  private final Duration patience;
  private final Counter lost;

  public VouchTimer(
      @SignalOutbox Vouching vouching,
      @SignalOutbox OutboxRelay relay,
      TimerGuard guard,
      Clock clock,
      MeterRegistry registry,
      @ConfigProperty(name = "openbell.signal.vouch-after") Duration patience) {
    this.vouching = vouching;
    this.relay = relay;
    this.guard = guard;
    this.clock = clock;
    this.patience = patience;
    this.lost = registry.counter("reconciler.reenqueued", "channel", "notifications");
  }

  @Scheduled(
      identity = "signal-vouching",
      every = "{openbell.signal.vouch-every}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void beat() {
    guard.run("signal-vouching", this::look);
  }

  private void look() {
    Vouching.Seen seen = vouching.look(clock.instant(), patience);
    if (seen.lost() > 0) {
      lost.increment(seen.lost());
      LOG.warnf("notifications were lost and are sent again count=%d", seen.lost());
      relay.flush();
    }
  }
}
