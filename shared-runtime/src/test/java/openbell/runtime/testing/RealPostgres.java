package openbell.runtime.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// A real PostgreSQL server on a free loopback port, with its data in a temporary folder.
///
/// Most tests want {@link #newDatabase()}: one server per JVM, one empty database per test.
public final class RealPostgres implements AutoCloseable {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final Map<String, String> FILLED = new ConcurrentHashMap<>();

  private static final Duration TO_END = Duration.ofSeconds(30);

  private final @Nullable Path data;
  private EmbeddedPostgres server;

  private RealPostgres(@Nullable Path data, EmbeddedPostgres server) {
    this.data = data;
    this.server = server;
  }

  /// A server of one's own, for tests that stop it.
  public static RealPostgres start() {
    try {
      return new RealPostgres(
          null, EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60)).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A server of one's own that has on disk what it acknowledged, for tests that kill it.
  public static RealPostgres durable() {
    try {
      return on(Files.createTempDirectory("openbell-postgres"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A server that has on disk what it acknowledged, and whose data stay in `data`, so that
  /// {@link #restart} goes on where {@link #kill} ended it.
  ///
  /// @param data an empty folder of its own
  public static RealPostgres on(Path data) {
    return new RealPostgres(data, start(data, 0));
  }

  private static EmbeddedPostgres start(Path data, int port) {
    try {
      return EmbeddedPostgres.builder()
          .setPGStartupWait(Duration.ofSeconds(60))
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setPort(port)
          // The library turns this off, and then a kill loses what was committed.
          .setServerConfig("synchronous_commit", "on")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessHandle process() {
    try {
      String first = Files.readAllLines(folder().resolve("postmaster.pid")).getFirst();
      return ProcessHandle.of(Long.parseLong(first.strip())).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends the server at once with SIGKILL, as a crash would, and waits for its helpers to notice.
  public void kill() {
    ProcessHandle postmaster = process();
    List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
    all.add(postmaster);
    postmaster.destroyForcibly();
    Awaitility.await()
        .atMost(TO_END)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  /// Starts a killed server again, on its port and with its data.
  public void restart() {
    int port = server.getPort();
    close();
    server = start(folder(), port);
  }

  private Path folder() {
    return Objects.requireNonNull(data, "only a server that was started on a folder of its own");
  }

  public int port() {
    return server.getPort();
  }

  /// An empty database on the server that all tests of this JVM share; it ends with the JVM.
  public static Database newDatabase() {
    return Shared.SERVER.database();
  }

  /// A database that is filled once per JVM and then copied, which is cheaper than to migrate
  /// again.
  ///
  /// @param name of what `fill` does; it keeps no connection open
  public static Database copyOf(String name, Consumer<Database> fill) {
    String template =
        FILLED.computeIfAbsent(
            name,
            _ -> {
              Database first = newDatabase();
              fill.accept(first);
              return first.name();
            });
    return Shared.SERVER.database(template);
  }

  /// A new, empty database on this server.
  public Database database() {
    return database("template1");
  }

  private Database database(String template) {
    String name = "test_" + DATABASES.incrementAndGet();
    Jdbi.create(server.getPostgresDatabase())
        .useHandle(h -> h.execute("create database " + name + " template " + template));
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {server.getPort()});
    source.setDatabaseName(name);
    source.setUser("postgres");
    source.setPassword("postgres");
    return new Database(
        name,
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
  public record Database(String name, String url, DataSource dataSource, Jdbi jdbi) {}

  private static final class Shared {
    static final RealPostgres SERVER = start();
  }
}
