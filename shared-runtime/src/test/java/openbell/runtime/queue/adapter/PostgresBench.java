package openbell.runtime.queue.adapter;

import io.agroal.api.AgroalDataSource;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.wiring.Migrations;
import openbell.runtime.wiring.SchemaMigration;

/// Databases with the queue's schema, and queues on them, for tests.
final class PostgresBench {
  static final Duration POLL = Duration.ofMillis(100);

  private PostgresBench() {}

  static RealPostgres.Database migrated(RealPostgres.Database database) {
    new Migrations(database.dataSource())
        .run(List.of(new SchemaMigration("queue", PostgresJobQueues.MIGRATIONS)));
    return database;
  }

  static AgroalDataSource pool(RealPostgres.Database database) {
    return PostgresPool.open(database.url(), "postgres", "postgres", 10);
  }

  static PostgresJobQueues queues(
      RealPostgres.Database database, long capacity, LongSupplier virtualNow) {
    AgroalDataSource pool = pool(database);
    return new PostgresJobQueues(pool, capacity, new PostgresBell(pool, false, POLL), virtualNow);
  }
}
