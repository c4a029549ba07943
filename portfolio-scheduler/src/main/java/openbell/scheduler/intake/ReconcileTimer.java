package openbell.scheduler.intake;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import openbell.runtime.timer.TimerGuard;
import openbell.scheduler.reconcile.Reconciler;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Looks after runs without an outcome. On a quiet day it repairs nothing.
@Singleton
final class ReconcileTimer {
  private static final Logger LOG = Logger.getLogger(ReconcileTimer.class);

  private final Reconciler reconciler;
  private final TimerGuard guard;
  private final Clock clock;
  private final Duration patience;

  ReconcileTimer(
      Reconciler reconciler,
      TimerGuard guard,
      Clock clock,
      @ConfigProperty(name = "openbell.scheduler.reconcile-after") Duration patience) {
    this.reconciler = reconciler;
    this.guard = guard;
    this.clock = clock;
    this.patience = patience;
  }

  @Scheduled(
      identity = "scheduler-reconcile",
      every = "{openbell.scheduler.reconcile-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void beat() {
    guard.run("reconcile", this::reconcile);
  }

  private void reconcile() {
    Reconciler.Repaired repaired = reconciler.beat(clock.instant(), patience);
    if (repaired.repaired() > 0) {
      LOG.warnf("runs repaired count=%d waiting=%d", repaired.repaired(), repaired.waiting());
    }
  }
}
