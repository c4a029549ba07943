package openbell.runtime.wiring;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.InjectableInstance;
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
import openbell.runtime.queue.Cancellations;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.queue.Retention;
import openbell.runtime.queue.RetryPolicy;
import openbell.runtime.queue.adapter.MemoryJobQueues;
import openbell.runtime.queue.adapter.PostgresJobQueues;
import openbell.runtime.queue.adapter.PostgresPool;
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
  JobQueues queues(
      QueueConfig config,
      Vertx vertx,
      Clock clock,
      RedisServers servers,
      InjectableInstance<AgroalDataSource> database) {
    return switch (config.kind()) {
      case MEMORY -> new MemoryJobQueues(clock, config.capacity());
      case POSTGRES -> postgres(config, database);
      case REDIS -> checked(new RedisJobQueues(vertx, servers, config.capacity()));
    };
  }

  private static PostgresJobQueues postgres(
      QueueConfig config, InjectableInstance<AgroalDataSource> database) {
    return new PostgresJobQueues(
        PostgresPool.beside(database(database), config.postgres().connections()),
        config.capacity(),
        config.postgres().pollOnly(),
        config.postgres().pollEvery());
  }

  /// The database of a service that keeps its queues there.
  static AgroalDataSource database(InjectableInstance<AgroalDataSource> database) {
    if (database.listActive().isEmpty()) {
      throw new IllegalStateException(
          "openbell.queue.kind=postgres needs the database of the other services: set"
              + " quarkus.datasource.jdbc.url, quarkus.datasource.username and"
              + " quarkus.datasource.password (QUARKUS_DATASOURCE_JDBC_URL and so on)");
    }
    return database.getActive();
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
    switch (queues) {
      case RedisJobQueues redis -> redis.close();
      case PostgresJobQueues postgres -> postgres.close();
      default -> {}
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
        worker(config.machine()),
        config.leaseFor(),
        config.heartbeatEvery(),
        config.wakeWait(),
        config.drainTimeout(),
        config.maxFailures(),
        config.maxCrashes(),
        new RetryPolicy(config.firstDelay(), config.longestDelay()),
        new Retention(config.keepDone(), config.doneBytes()));
  }

  /// `<machine>.<random>`: the queue can let all workers of a machine rest, see {@link
  /// openbell.runtime.queue.JobQueue#rest}.
  static String worker(String machine) {
    String name = machine.replaceAll("[^A-Za-z0-9_-]", "-");
    return name + "." + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
  }

  @Produces
  @Singleton
  Cancellations cancellations(JobQueues queues, Clock clock) {
    return new Cancellations(queues, clock);
  }

  @Produces
  @Singleton
  QueueConnector.Surroundings surroundings(Vertx vertx, Clock clock, MeterRegistry registry) {
    return new QueueConnector.Surroundings(vertx, clock, registry);
  }
}
