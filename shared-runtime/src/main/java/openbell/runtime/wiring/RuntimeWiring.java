package openbell.runtime.wiring;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import openbell.model.wire.MessageCodec;
import openbell.runtime.alert.AlertSink;
import openbell.runtime.timer.TimerGuard;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/// The parts that every service shares and nobody configures.
@Dependent
public final class RuntimeWiring {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  MessageCodec messageCodec() {
    return new MessageCodec();
  }

  /// Made when the first bean asks for it, so that a service without a database never does.
  @Produces
  @Singleton
  Jdbi jdbi(Instance<AgroalDataSource> dataSource) {
    return Jdbi.create(dataSource.get()).installPlugin(new PostgresPlugin());
  }

  @Produces
  @Singleton
  TimerGuard timerGuard(AlertSink alerts) {
    return new TimerGuard(alerts);
  }
}
