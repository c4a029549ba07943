package openbell.runtime.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.postgresql.ds.PGSimpleDataSource;

/// A real PostgreSQL server on a free loopback port, with its data in a temporary folder.
///
/// Most tests want {@link #newDatabase()}: one server per JVM, one empty database per test.
public final class RealPostgres implements AutoCloseable {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final EmbeddedPostgres server;

  private RealPostgres(EmbeddedPostgres server) {
    this.server = server;
  }

  /// A server of one's own, for tests that stop it.
  public static RealPostgres start() {
    try {
      return new RealPostgres(
          EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60)).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An empty database on the server that all tests of this JVM share; it ends with the JVM.
  public static Database newDatabase() {
    return Shared.SERVER.database();
  }

  /// A new, empty database on this server.
  public Database database() {
    String name = "test_" + DATABASES.incrementAndGet();
    Jdbi.create(server.getPostgresDatabase()).useHandle(h -> h.execute("create database " + name));
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {server.getPort()});
    source.setDatabaseName(name);
    source.setUser("postgres");
    source.setPassword("postgres");
    return new Database(
        "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name,
        source,
        Jdbi.create(source).installPlugin(new PostgresPlugin()));
  }

  /// Stops the server; connections to it break.
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One database. User and password are both `postgres`.
  public record Database(String url, DataSource dataSource, Jdbi jdbi) {}

  private static final class Shared {
    static final RealPostgres SERVER = start();
  }
}
