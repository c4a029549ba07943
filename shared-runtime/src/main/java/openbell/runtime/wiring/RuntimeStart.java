package openbell.runtime.wiring;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.stream.Stream;
import openbell.model.portfolio.Owner;
import openbell.runtime.access.ApiKey;
import openbell.runtime.access.ApiKeys;
import openbell.runtime.queue.adapter.PostgresJobQueues;

/// What must have happened before the first consumer or timer runs.
@Singleton
final class RuntimeStart {

  // Timers start at priority 0 and consumers at 1,000: both must find their tables.
  private static final int BEFORE_EVERYTHING = -1_000;

  void migrate(
      @Observes @Priority(BEFORE_EVERYTHING) StartupEvent event,
      InjectableInstance<AgroalDataSource> dataSource,
      QueueConfig queue,
      Instance<SchemaMigration> migrations) {
    Stream<SchemaMigration> own = Stream.empty();
    if (queue.kind() == QueueConfig.Kind.POSTGRES) {
      QueueWiring.database(dataSource);
      own = Stream.of(new SchemaMigration("queue", PostgresJobQueues.MIGRATIONS));
    }
    if (!dataSource.listActive().isEmpty()) {
      new Migrations(dataSource.getActive())
          .run(
              Stream.concat(own, migrations.stream())
                  .sorted(Comparator.comparing(SchemaMigration::schema))
                  .distinct()
                  .toList());
    }
  }

  void keepBootstrapKey(
      @Observes @Priority(BEFORE_EVERYTHING + 1) StartupEvent event,
      SecurityConfig config,
      Instance<ApiKeys> keys) {
    config
        .bootstrapKey()
        .ifPresent(
            text -> {
              ApiKey key =
                  ApiKey.parse(text)
                      .orElseThrow(
                          () ->
                              new IllegalStateException(
                                  "openbell.security.bootstrap-key is not an API key: it must look"
                                      + " like ob_live_, 8 of a-z and 0-9, _, 32 letters and"
                                      + " digits"));
              keys.get().keep(key, new Owner(config.bootstrapOwner()));
            });
  }
}
