package openbell.runtime.wiring;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.InjectableInstance;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import openbell.runtime.live.ProgressCarrier;
import openbell.runtime.live.ProgressSink;
import openbell.runtime.live.adapter.BatchingSink;
import openbell.runtime.live.adapter.MemoryCarrier;
import openbell.runtime.queue.adapter.PostgresPool;
import openbell.runtime.queue.adapter.PostgresProgressCarrier;
import openbell.runtime.queue.adapter.RedisProgressCarrier;
import openbell.runtime.queue.adapter.RedisServers;

/// Builds what services tell progress to.
@Dependent
public class LiveWiring {

  /// Sending and receiving; a third one listens.
  private static final int CONNECTIONS = 2;

  @Produces
  @Singleton
  ProgressCarrier carrier(
      QueueConfig config,
      Vertx vertx,
      RedisServers servers,
      InjectableInstance<AgroalDataSource> database) {
    return switch (config.kind()) {
      case MEMORY -> new MemoryCarrier();
      case REDIS -> new RedisProgressCarrier(vertx, servers);
      case POSTGRES ->
          new PostgresProgressCarrier(
              PostgresPool.beside(QueueWiring.database(database), CONNECTIONS, "openbell-progress"),
              config.postgres().pollOnly(),
              config.postgres().pollEvery());
    };
  }

  void close(@Disposes ProgressCarrier carrier) {
    carrier.close();
  }

  @Produces
  @Singleton
  ProgressSink sink(ProgressCarrier carrier, LiveConfig config, MeterRegistry meters) {
    BatchingSink sink = new BatchingSink(carrier, config.linger(), config.capacity());
    FunctionCounter.builder("live.told", sink, BatchingSink::told).register(meters);
    FunctionCounter.builder("live.dropped", sink, BatchingSink::dropped).register(meters);
    return sink;
  }

  void end(@Disposes ProgressSink sink) {
    if (sink instanceof BatchingSink batching) {
      batching.close();
    }
  }
}
