package openbell.runtime.wiring;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.InjectableInstance;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import openbell.runtime.cache.ValueCache;
import openbell.runtime.cache.adapter.MemoryValueCache;
import openbell.runtime.queue.adapter.PostgresValueCache;
import openbell.runtime.queue.adapter.RedisServers;
import openbell.runtime.queue.adapter.RedisValueCache;

/// The values that processes share: on the server that keeps the jobs.
@Dependent
public class CacheWiring {

  @Produces
  @ApplicationScoped
  ValueCache cache(
      QueueConfig config,
      Vertx vertx,
      Clock clock,
      RedisServers servers,
      InjectableInstance<AgroalDataSource> database) {
    return switch (config.kind()) {
      case MEMORY -> new MemoryValueCache(clock);
      case POSTGRES -> new PostgresValueCache(QueueWiring.database(database));
      case REDIS -> new RedisValueCache(vertx, servers);
    };
  }

  void close(@Disposes ValueCache cache) {
    if (cache instanceof RedisValueCache redis) {
      redis.close();
    }
  }
}
