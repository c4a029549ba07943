package openbell.worker.wiring;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import openbell.runtime.messaging.QueueConnector;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.timer.TimerGuard;
import openbell.worker.run.IdleEnd;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends a worker that has been idle for long, when it is told to.
@Singleton
final class IdleStart {
  private static final Logger LOG = LoggerFactory.getLogger(IdleStart.class);
  private static final String CHANNEL = "run-jobs";

  private final CountDownLatch stopped = new CountDownLatch(1);

  void start(
      @Observes StartupEvent event,
      WorkerConfig config,
      JobQueues queues,
      @Connector(QueueConnector.NAME) QueueConnector connector,
      TimerGuard guard) {
    config
        .exitWhenIdle()
        .ifPresent(
            after -> {
              IdleEnd end =
                  new IdleEnd(after, () -> connector.idleness(CHANNEL), queues.named(CHANNEL));
              Thread.ofVirtual().name("idle-end").start(() -> watch(end, guard, after));
            });
  }

  private void watch(IdleEnd end, TimerGuard guard, Duration after) {
    try {
      while (!stopped.await(end.pause().toMillis(), TimeUnit.MILLISECONDS)) {
        guard.run("idle-end", () -> endIfReached(end, after));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void endIfReached(IdleEnd end, Duration after) {
    if (end.reached()) {
      LOG.info("no job for {} s: this worker ends", after.toSeconds());
      Quarkus.asyncExit(0);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopped.countDown();
  }
}
