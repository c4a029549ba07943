package openbell.scheduler.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import openbell.runtime.outbox.Vouching;
import openbell.runtime.timer.TimerGuard;
import openbell.scheduler.dispatch.SchedulerVouching;
import openbell.scheduler.reconcile.Reconciler;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Looks after runs without an outcome, and after outcomes that trade-signal has not taken. On a
/// quiet
/// day it repairs nothing.
@Singleton
final class ReconcileTimer {
  private static final Logger LOG = Logger.getLogger(ReconcileTimer.class);

  private static final List<String> CHANNELS =
      List.of("run-requests", "run-jobs", "run-results", "run-outcomes");

  private final Reconciler reconciler;
  private final TimerGuard guard;
  private final Clock clock;
  private final Duration patience;
  private final Vouching vouching;
  private final OutboxTimer outbox;
  private final MeterRegistry registry;

  ReconcileTimer(
      Reconciler reconciler,
      SchedulerVouching vouching,
      OutboxTimer outbox,
      MeterRegistry registry,
      TimerGuard guard,
      Clock clock,
      @ConfigProperty(name = "openbell.scheduler.reconcile-after") Duration patience) {
    this.reconciler = reconciler;
    this.guard = guard;
    this.clock = clock;
    this.patience = patience;
    this.vouching = vouching.vouching();
    this.outbox = outbox;
    this.registry = registry;
    CHANNELS.forEach(channel -> count(channel, 0));
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
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Reconciler.Repaired repaired = reconciler.beat(now, patience);
    count("run-outcomes", repaired.announced());
    count("run-jobs", repaired.dispatched());
    count("run-requests", repaired.rerun());
    Vouching.Seen results = vouching.look(now, patience);
    count("run-results", results.lost());
    if (repaired.rerun() + results.lost() > 0) {
      outbox.soon();
    }
    if (repaired.all() + results.lost() > 0) {
      LOG.warnf(
          "runs repaired announced=%d dispatched=%d rerun=%d results=%d waiting=%d",
          repaired.announced(),
          repaired.dispatched(),
          repaired.rerun(),
          results.lost(),
          repaired.waiting());
    }
  }

  private void count(String channel, int sent) {
    registry.counter("reconciler.reenqueued", "channel", channel).increment(sent);
  }
}
