package openbell.runtime.wiring;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the schemas of all services up to date, one Flyway run per schema.
///
/// Safe when several processes start at once: Flyway takes PostgreSQL's advisory lock per history
/// table.
public final class Migrations {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  /// Tries to reach a server that is still starting: after 1, 2, 4, 8 and 16 seconds.
  private static final int CONNECT_TRIES = 5;

  private final DataSource dataSource;

  public Migrations(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  public void run(List<SchemaMigration> migrations) {
    for (SchemaMigration migration : migrations) {
      int applied = run(migration);
      LOG.atInfo()
          .addKeyValue("schema", migration.schema())
          .addKeyValue("applied", applied)
          .log("schema is up to date");
    }
  }

  private int run(SchemaMigration migration) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return Flyway.configure(loader)
        .dataSource(dataSource)
        .schemas(migration.schema())
        .defaultSchema(migration.schema())
        .createSchemas(true)
        .table("schema_history")
        .locations("classpath:" + migration.folder())
        .connectRetries(CONNECT_TRIES)
        .failOnMissingLocations(true)
        .load()
        .migrate()
        .migrationsExecuted;
  }
}
