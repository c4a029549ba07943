package openbell.scheduler.intake;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import openbell.runtime.timer.TimerGuard;
import openbell.scheduler.live.ProgressLog;
import openbell.scheduler.wiring.ProgressConfig;

/// Forgets what is too old in the log of runs, in small steps.
@Singleton
final class LogTimer {
  private static final int STEP = 5_000;
  private static final int MOST_STEPS = 200;
  private static final Duration LEAST = Duration.ofHours(1);

  private final ProgressLog log;
  private final ProgressConfig config;
  private final TimerGuard guard;
  private final Clock clock;

  LogTimer(ProgressLog log, ProgressConfig config, TimerGuard guard, Clock clock) {
    this.log = log;
    this.config = config;
    this.guard = guard;
    this.clock = clock;
  }

  @Scheduled(
      identity = "scheduler-live-log",
      every = "{openbell.live.sweep-every}",
      delayed = "20s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void beat() {
    guard.run("live-log", this::sweep);
  }

  private void sweep() {
    Duration keep = config.keep().compareTo(LEAST) < 0 ? LEAST : config.keep();
    Instant before = clock.instant().minus(keep);
    for (int step = 0; step < MOST_STEPS && log.forget(before, STEP) == STEP; step++) {
      // Each step is a transaction of its own.
    }
  }
}
