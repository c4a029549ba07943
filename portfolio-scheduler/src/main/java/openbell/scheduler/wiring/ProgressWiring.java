package openbell.scheduler.wiring;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import openbell.runtime.live.ProgressCarrier;
import openbell.runtime.pool.PoolWatch;
import openbell.runtime.queue.adapter.PostgresPool;
import openbell.runtime.wiring.PoolWiring;
import openbell.scheduler.adapter.JacksonEventText;
import openbell.scheduler.adapter.JdbiProgressLog;
import openbell.scheduler.adapter.JdbiRunLedger;
import openbell.scheduler.adapter.JdbiWaitingRoom;
import openbell.scheduler.live.EventText;
import openbell.scheduler.live.Hub;
import openbell.scheduler.live.LiveSources;
import openbell.scheduler.live.ProgressLog;
import openbell.scheduler.live.ProgressWriter;
import openbell.scheduler.live.Upkeep;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/// Builds live progress.
@Dependent
public class ProgressWiring {

  /// The log's own connections: a batch of 100,000 events takes none of the API's.
  record LivePool(AgroalDataSource source) {
    Jdbi jdbi() {
      return Jdbi.create(source).installPlugin(new PostgresPlugin());
    }
  }

  @Produces
  @Singleton
  LivePool livePool(AgroalDataSource api, ProgressConfig config, PoolWatch pools) {
    // The pool adds one.
    AgroalDataSource source =
        PostgresPool.beside(api, Math.max(1, config.connections() - 1), "openbell-live");
    pools.watch("live", PoolWiring.pool(source));
    return new LivePool(source);
  }

  void close(@Disposes LivePool pool) {
    pool.source().close();
  }

  @Produces
  @Singleton
  ProgressLog progressLog(LivePool pool) {
    return new JdbiProgressLog(pool.jdbi());
  }

  @Produces
  @Singleton
  EventText eventText() {
    return new JacksonEventText();
  }

  @Produces
  @Singleton
  LiveSources liveSources(ProgressLog log, LivePool pool, EventText text) {
    JdbiRunLedger ledger = new JdbiRunLedger(pool.jdbi());
    return new LiveSources(
        log, ledger, new Upkeep(log, ledger, new JdbiWaitingRoom(pool.jdbi()), text));
  }

  @Produces
  @Singleton
  Hub hub(LiveSources sources, EventText text, ProgressConfig config, MeterRegistry meters) {
    Hub hub =
        new Hub(
            sources.log(),
            text,
            sources.upkeep(),
            new Hub.Limits(config.streams(), config.streamsPerOwner()));
    Gauge.builder("live.streams", hub, Hub::open).register(meters);
    return hub;
  }

  @Produces
  @Singleton
  ProgressWriter progressWriter(ProgressLog log, ProgressCarrier carrier, Hub hub) {
    return new ProgressWriter(log, carrier, hub);
  }
}
