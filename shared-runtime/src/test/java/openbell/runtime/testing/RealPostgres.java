package openbell.runtime.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.postgresql.ds.PGSimpleDataSource;

/// A real PostgreSQL server on a free loopback port, with its data in a temporary folder.
///
/// Most tests want {@link #newDatabase()}: one server per JVM, one empty database per test.
public final class RealPostgres implements AutoCloseable {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final EmbeddedPostgres.Builder builder;
  private EmbeddedPostgres server;

  private RealPostgres(EmbeddedPostgres.Builder builder) {
    this.builder = builder;
    this.server = start(builder);
  }

  /// A server of one's own, for tests that stop it.
  public static RealPostgres start() {
    return new RealPostgres(builder());
  }

  /// A server of one's own that has on disk what it acknowledged, for tests that kill it.
  public static RealPostgres durable() {
    try {
      return new RealPostgres(
          builder()
              .setDataDirectory(Files.createTempDirectory("openbell-postgres"))
              .setCleanDataDirectory(false)
              .setPort(freePort())
              .setServerConfig("synchronous_commit", "on"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60));
  }

  private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends a durable server at once, as a crash would, and everything it had in memory.
  public void kill() {
    ProcessHandle postmaster =
        Jdbi.create(server.getPostgresDatabase())
            .withHandle(
                h ->
                    ProcessHandle.of(
                            h.createQuery(
                                    "select split_part(pg_read_file('postmaster.pid'), chr(10), 1)")
                                .mapTo(Long.class)
                                .one())
                        .orElseThrow());
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
    close();
  }

  /// Starts a durable server again, on the same port with the same data.
  public void restart() {
    server = start(builder);
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
