package openbell.notification.intake;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import openbell.notification.event.EventSource;
import openbell.notification.event.EventSource.Received;
import openbell.notification.event.EventSources;
import openbell.notification.event.ProviderEvents;
import openbell.runtime.timer.TimerGuard;
import org.jspecify.annotations.Nullable;

/// Takes events from their queue, when one is configured. A message leaves the queue after its
/// event is committed.
@ApplicationScoped
public class EventPump {
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final Optional<? extends EventSource> source;
  private final ProviderEvents events;
  private final TimerGuard guard;
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile @Nullable Thread thread;

  public EventPump(EventSources sources, ProviderEvents events, TimerGuard guard) {
    this.source = sources.queue();
    this.events = events;
    this.guard = guard;
  }

  void start(@Observes StartupEvent event) {
    source.ifPresent(
        queue -> thread = Thread.ofVirtual().name("ses-events").start(() -> pump(queue)));
  }

  void stop(@Observes ShutdownEvent event) {
    ending.countDown();
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  private void pump(EventSource queue) {
    while (ending.getCount() > 0) {
      boolean well =
          guard.run("ses-events", () -> queue.receive().forEach(one -> take(queue, one)));
      if (!well && endsWithin(AFTER_FAILURE)) {
        return;
      }
    }
  }

  private void take(EventSource queue, Received received) {
    received.event().ifPresent(events::take);
    queue.done(received);
  }

  private boolean endsWithin(Duration pause) {
    try {
      return ending.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      return true;
    }
  }
}
