package openbell.runtime.wiring;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import openbell.runtime.alert.AlertSink;
import openbell.runtime.pool.Pool;
import openbell.runtime.pool.PoolWatch;
import openbell.runtime.timer.TimerGuard;

/// Watches the pools of this process: `pool_use` for each, and an alert before one runs out.
@Singleton
public class PoolWiring {
  private static final long LOOK_MS = 1_000;

  private long timer;

  /// How an AgroalDataSource is watched.
  public static Pool pool(AgroalDataSource source) {
    source.getConfiguration().setMetricsEnabled(true);
    return new Pool() {
      @Override
      public long used() {
        return source.getMetrics().activeCount();
      }

      @Override
      public long most() {
        return source.getConfiguration().connectionPoolConfiguration().maxSize();
      }

      @Override
      public long waiting() {
        return source.getMetrics().awaitingCount();
      }
    };
  }

  @Produces
  @Singleton
  PoolWatch watch(
      AlertSink alerts,
      LiveConfig config,
      MeterRegistry meters,
      InjectableInstance<AgroalDataSource> database) {
    PoolWatch watch =
        new PoolWatch(
            alerts,
            config.poolAlert(),
            (name, pool) -> {
              Gauge.builder("pool.use", pool, Pool::use).tag("pool", name).register(meters);
              Gauge.builder("pool.most", pool, Pool::most).tag("pool", name).register(meters);
              Gauge.builder("pool.waiting", pool, Pool::waiting).tag("pool", name).register(meters);
            });
    if (!database.listActive().isEmpty()) {
      watch.watch("api", pool(database.getActive()));
    }
    return watch;
  }

  void start(@Observes StartupEvent event, Vertx vertx, PoolWatch watch, TimerGuard guard) {
    // An alert may take a while: not on the event loop.
    timer =
        vertx.setPeriodic(
            LOOK_MS,
            _ -> {
              var _ = vertx.executeBlocking(() -> guard.run("pools", watch::look));
            });
  }

  void stop(@Observes ShutdownEvent event, Vertx vertx) {
    boolean _ = vertx.cancelTimer(timer);
  }
}
