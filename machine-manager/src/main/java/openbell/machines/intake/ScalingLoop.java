package openbell.machines.intake;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import openbell.machines.fleet.FleetKeeper;
import openbell.machines.fleet.Pace;
import openbell.machines.fleet.Pauses;
import openbell.machines.fleet.ScalingDecision;
import openbell.machines.fleet.WorkBell;
import openbell.model.run.FailureException;
import openbell.runtime.timer.TimerGuard;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Looks at the queue and the fleet: often while something moves, seldom while nothing does, and at
/// once when the first job comes to an empty fleet.
@ApplicationScoped
public class ScalingLoop {
  private static final Logger LOG = Logger.getLogger(ScalingLoop.class);

  /// Bells in a row that bring no work must not become a busy loop.
  private static final Duration AFTER_EMPTY_BELL = Duration.ofSeconds(1);

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LAST_BEAT = Duration.ofSeconds(10);

  private final FleetKeeper keeper;
  private final WorkBell bell;
  private final Pauses pauses;
  private final TimerGuard guard;
  private final Clock clock;
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile boolean listening;
  private volatile @Nullable Thread thread;

  public ScalingLoop(
      FleetKeeper keeper, WorkBell bell, Pauses pauses, TimerGuard guard, Clock clock) {
    this.keeper = keeper;
    this.bell = bell;
    this.pauses = pauses;
    this.guard = guard;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    if (pauses.on()) {
      thread = Thread.ofPlatform().daemon().name("scaling").start(this::run);
    }
  }

  /// A beat that is on its way ends in peace: it may be starting machines.
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    ending.countDown();
    Thread running = thread;
    if (running == null) {
      return;
    }
    if (listening) {
      running.interrupt();
    }
    running.join(LAST_BEAT);
    keeper.leave();
  }

  private void run() {
    try {
      boolean rang = false;
      while (ending.getCount() > 0) {
        boolean well = guard.run("scaling", this::beat);
        Pace pace = well ? keeper.pace() : Pace.WORKING;
        if (pace != Pace.EMPTY) {
          rang = false;
          pause(pace == Pace.RESTING ? untilKnown() : pauses.of(pace));
        } else {
          if (rang) {
            pause(AFTER_EMPTY_BELL);
          }
          rang = listen();
        }
      }
    } catch (InterruptedException _) {
      LOG.debug("the scaling loop ends");
    }
  }

  private void beat() {
    keeper.beat(clock.instant()).ifPresent(ScalingLoop::log);
  }

  private void pause(Duration pause) throws InterruptedException {
    var _ = ending.await(pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// The pause of a quiet time, or until something is known to be due.
  private Duration untilKnown() {
    Duration longest = pauses.of(Pace.EMPTY);
    Duration known = keeper.untilKnown();
    Duration until = known.compareTo(SHORTEST) > 0 ? known : SHORTEST;
    return until.compareTo(longest) < 0 ? until : longest;
  }

  /// @return whether it came back early
  private boolean listen() throws InterruptedException {
    Duration longest = untilKnown();
    long since = System.nanoTime();
    listening = true;
    try {
      if (ending.getCount() > 0) {
        bell.await(longest);
      }
    } catch (FailureException e) {
      // The next look says so; until then wait as if nothing had rung.
      pause(longest);
    } finally {
      listening = false;
    }
    return Duration.ofNanos(System.nanoTime() - since).compareTo(longest.dividedBy(2)) < 0;
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
