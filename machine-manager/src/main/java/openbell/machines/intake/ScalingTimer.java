package openbell.machines.intake;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import openbell.machines.fleet.FleetKeeper;
import openbell.machines.fleet.ScalingDecision;
import openbell.runtime.timer.TimerGuard;
import org.jboss.logging.Logger;

/// Looks at the queue and the fleet in regular beats.
@Singleton
final class ScalingTimer {
  private static final Logger LOG = Logger.getLogger(ScalingTimer.class);

  private final FleetKeeper keeper;
  private final TimerGuard guard;
  private final Clock clock;

  ScalingTimer(FleetKeeper keeper, TimerGuard guard, Clock clock) {
    this.keeper = keeper;
    this.guard = guard;
    this.clock = clock;
  }

  @Scheduled(
      identity = "machines-scaling",
      every = "{openbell.machines.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  @RunOnVirtualThread
  void beat() {
    guard.run("scaling", () -> keeper.beat(clock.instant()).ifPresent(ScalingTimer::log));
  }

  private static void log(ScalingDecision decision) {
    switch (decision) {
      case ScalingDecision.Hold hold ->
          LOG.infof("hold: %s %s", hold.reason(), hold.reckoning().text());
      case ScalingDecision.Start start ->
          LOG.infof("start %d: %s %s", start.count(), start.reason(), start.reckoning().text());
      case ScalingDecision.Resume resume ->
          LOG.infof(
              "resume %s: %s %s", resume.machines(), resume.reason(), resume.reckoning().text());
      case ScalingDecision.Drain drain ->
          LOG.infof("drain %s: %s %s", drain.machines(), drain.reason(), drain.reckoning().text());
      case ScalingDecision.Stop stop ->
          LOG.infof("stop %s: %s %s", stop.machines(), stop.reason(), stop.reckoning().text());
    }
  }
}
