package openbell.notification.intake;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import openbell.notification.deliver.SendLedger;
import openbell.notification.deliver.SendMeter;
import openbell.notification.deliver.SharedRate;
import openbell.notification.deliver.UnknownWatch;
import openbell.runtime.timer.TimerGuard;
import org.jboss.logging.Logger;

/// Looks for mails whose sender is gone, and parks those whose outcome stays unknown.
@ApplicationScoped
public class UnknownTimer {
  private static final Logger LOG = Logger.getLogger(UnknownTimer.class);

  private final UnknownWatch watch;
  private final SendLedger ledger;
  private final SharedRate rate;
  private final SendMeter meter;
  private final Clock clock;
  private final TimerGuard guard;

  public UnknownTimer(
      UnknownWatch watch,
      SendLedger ledger,
      SharedRate rate,
      SendMeter meter,
      Clock clock,
      TimerGuard guard) {
    this.watch = watch;
    this.ledger = ledger;
    this.rate = rate;
    this.meter = meter;
    this.clock = clock;
    this.guard = guard;
  }

  @Scheduled(
      identity = "notification-unknown",
      every = "{openbell.notification.unknown-every}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void beat() {
    guard.run("notification-unknown", this::look);
  }

  private void look() {
    UnknownWatch.Seen seen = watch.look();
    meter.standing(ledger.unknowns(clock.instant()), rate.perSecond());
    if (seen.stranded() + seen.parked() > 0) {
      LOG.warnf("mails looked after stranded=%d parked=%d", seen.stranded(), seen.parked());
    }
  }
}
