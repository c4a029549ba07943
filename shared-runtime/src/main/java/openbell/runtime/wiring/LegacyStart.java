package openbell.runtime.wiring;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import openbell.runtime.messaging.ForeignBodies;
import openbell.runtime.messaging.QueueSettings;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.queue.adapter.RedisLegacyList;
import openbell.runtime.queue.adapter.RedisServers;
import org.jspecify.annotations.Nullable;

/// Reads the list of older producers while the service runs, when there is one.
@Singleton
final class LegacyStart {
  private static final Duration LEASE = Duration.ofSeconds(30);

  private @Nullable RedisLegacyList list;

  void start(
      @Observes StartupEvent event,
      LegacyConfig config,
      QueueConfig queueConfig,
      QueueSettings settings,
      JobQueues queues,
      Vertx vertx,
      Clock clock,
      RedisServers servers) {
    if (config.list().isEmpty() || queueConfig.kind() != QueueConfig.Kind.REDIS) {
      return;
    }
    RedisLegacyList.Source source =
        new RedisLegacyList.Source(config.list().get(), config.end(), settings.worker());
    RedisLegacyList.Target target =
        new RedisLegacyList.Target(
            queues.named(config.queue()),
            config.queue(),
            new ForeignBodies(config.queue(), settings, clock));
    list = new RedisLegacyList(vertx, servers, source, target, LEASE);
    list.start();
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) {
    if (list != null) {
      list.close();
    }
  }
}
