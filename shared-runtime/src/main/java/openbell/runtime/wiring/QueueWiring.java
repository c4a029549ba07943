package openbell.runtime.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import openbell.model.run.FailureException;
import openbell.runtime.messaging.QueueConnector;
import openbell.runtime.messaging.QueueSettings;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.queue.Retention;
import openbell.runtime.queue.RetryPolicy;
import openbell.runtime.queue.adapter.MemoryJobQueues;
import openbell.runtime.queue.adapter.RedisJobQueues;
import openbell.runtime.queue.adapter.RedisServers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The queues of this process, and what its channels have in common.
@Dependent
public class QueueWiring {
  private static final Logger LOG = LoggerFactory.getLogger(QueueWiring.class);

  /// The queue opens its own connections: waiting for work blocks one for longer than the settings
  /// of a shared client allow.
  @Produces
  @ApplicationScoped
  JobQueues queues(QueueConfig config, Vertx vertx, Clock clock, RedisServers servers) {
    return switch (config.kind()) {
      case MEMORY -> new MemoryJobQueues(clock, config.capacity());
      case REDIS -> checked(new RedisJobQueues(vertx, servers, config.capacity()));
    };
  }

  private static RedisJobQueues checked(RedisJobQueues queues) {
    try {
      queues.requireNoEviction();
    } catch (FailureException e) {
      LOG.warn("the queue's server does not answer yet: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      queues.close();
      throw e;
    }
    return queues;
  }

  void close(@Disposes JobQueues queues) {
    if (queues instanceof RedisJobQueues redis) {
      redis.close();
    }
  }

  @Produces
  @Singleton
  QueueSettings settings(QueueConfig config) {
    if (config.heartbeatEvery().multipliedBy(2).compareTo(config.leaseFor()) > 0) {
      throw new IllegalStateException(
          "openbell.queue.heartbeat-every must be at most half of openbell.queue.lease-for");
    }
    return new QueueSettings(
        "w-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID(),
        config.leaseFor(),
        config.heartbeatEvery(),
        config.wakeWait(),
        config.drainTimeout(),
        config.maxFailures(),
        config.maxCrashes(),
        new RetryPolicy(config.firstDelay(), config.longestDelay()),
        new Retention(config.keepDone(), config.doneBytes()));
  }

  @Produces
  @Singleton
  QueueConnector.Surroundings surroundings(Vertx vertx, Clock clock, MeterRegistry registry) {
    return new QueueConnector.Surroundings(vertx, clock, registry);
  }
}
