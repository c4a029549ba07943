package openbell.scheduler.intake;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import openbell.model.run.FailureException;
import openbell.runtime.live.Progress;
import openbell.runtime.live.ProgressCarrier;
import openbell.runtime.timer.TimerGuard;
import openbell.scheduler.live.Hub;
import openbell.scheduler.live.ProgressWriter;
import org.jboss.logging.Logger;

/// Takes what services tell into the log, and lets those hear it who watch here: one thread for
/// each, beside everything else that the scheduler does.
@Singleton
public class LivePump {
  private static final Logger LOG = Logger.getLogger(LivePump.class);

  /// One command that blocks, while nothing happens.
  private static final Duration WAIT = Duration.ofSeconds(55);

  private static final int BATCHES = 64;

  /// While somebody watches: a ring may get lost.
  private static final Duration LOOK = Duration.ofMillis(500);

  /// What comes within this time is told in one turn.
  private static final long COALESCE_MS = 15;

  private static final long PAUSE_MS = 1_000;

  private final ProgressCarrier carrier;
  private final ProgressWriter writer;
  private final Hub hub;
  private final TimerGuard guard;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread taking;
  private final Thread telling;
  private final Thread hook;

  LivePump(ProgressCarrier carrier, ProgressWriter writer, Hub hub, TimerGuard guard, Clock clock) {
    this.carrier = carrier;
    this.writer = writer;
    this.hub = hub;
    this.guard = guard;
    this.clock = clock;
    this.taking = Thread.ofPlatform().daemon().name("openbell-live-log").unstarted(this::take);
    this.telling = Thread.ofPlatform().daemon().name("openbell-live-hub").unstarted(this::tell);
    // An orderly stop waits for open requests: those that never end by themselves must end first.
    this.hook = new Thread(hub::close, "openbell-live-end");
  }

  void start(@Observes @Priority(500) StartupEvent event) {
    taking.start();
    telling.start();
    carrier.listen(hub::ring);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  void stop(@Observes ShutdownEvent event) {
    stopping.countDown();
    hub.close();
    taking.interrupt();
    telling.interrupt();
    try {
      var _ = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The machine stops already, and the hook has run.
    }
  }

  private void take() {
    try {
      while (stopping.getCount() > 0) {
        try {
          int _ = carrier.receive(WAIT, BATCHES, this::write);
        } catch (FailureException e) {
          LOG.debugf("progress cannot be fetched now: %s", e.getMessage());
          pause(PAUSE_MS);
        } catch (RuntimeException e) {
          LOG.error("fetching progress is defective", e);
          pause(PAUSE_MS);
        }
      }
    } catch (InterruptedException _) {
      LOG.debug("fetching progress ends");
    }
  }

  /// Keeps a batch until the database is back. Meanwhile the carrier keeps the others, up to its
  /// bound.
  private void write(List<Progress> events) {
    AtomicInteger done = new AtomicInteger();
    try {
      while (stopping.getCount() > 0 && done.get() < events.size()) {
        try {
          writer.write(events.subList(done.get(), events.size()), done::addAndGet);
        } catch (FailureException e) {
          LOG.debugf("progress cannot be written now: %s", e.getMessage());
          pause(PAUSE_MS);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell() {
    try {
      while (stopping.getCount() > 0) {
        hub.awaitRing(hub.isEmpty() ? WAIT : LOOK);
        if (!hub.isEmpty() && !guard.run("live", () -> hub.turn(clock.instant()))) {
          pause(PAUSE_MS);
        }
        pause(COALESCE_MS);
      }
    } catch (InterruptedException _) {
      LOG.debug("telling progress ends");
    }
  }

  private void pause(long millis) throws InterruptedException {
    var _ = stopping.await(millis, TimeUnit.MILLISECONDS);
  }
}
