package openbell.bench.queue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import openbell.runtime.queue.adapter.PostgresJobQueues;
import openbell.runtime.queue.adapter.PostgresPool;
import openbell.runtime.wiring.Migrations;
import openbell.runtime.wiring.SchemaMigration;
import redis.embedded.RedisServer;

/// A Redis and a PostgreSQL of this run's own, which ours and the rivals share, as in production:
/// Redis keeps its log of writes and syncs it every second, PostgreSQL syncs every commit.
public record Servers(RedisServer redis, int redisPort, EmbeddedPostgres postgres)
    implements AutoCloseable {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  public static Servers start() throws IOException {
    int port = freePort();
    Path folder = Files.createTempDirectory("openbell-bench-redis");
    RedisServer redis =
        RedisServer.newRedisServer()
            .bind("127.0.0.1")
            .port(port)
            .setting("dir " + folder)
            .setting("save \"\"")
            .setting("appendonly yes")
            .setting("appendfsync everysec")
            .build();
    redis.start();
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofSeconds(60))
            // The library turns it off, and then nothing that was acknowledged is on disk.
            .setServerConfig("synchronous_commit", "on")
            .start();
    return new Servers(redis, port, postgres);
  }

  public String redisUri() {
    return "redis://127.0.0.1:" + redisPort;
  }

  /// With the queue's schema.
  PostgresJobQueues queuesInPostgres(long capacity, int connections) {
    new Migrations(postgres.getPostgresDatabase())
        .run(List.of(new SchemaMigration("queue", PostgresJobQueues.MIGRATIONS)));
    String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    return new PostgresJobQueues(
        PostgresPool.open(url, "postgres", "postgres", connections),
        capacity,
        false,
        Duration.ofSeconds(1));
  }

  /// The address of a new, empty database: what a rival left behind would slow its next round.
  String newDatabase() {
    String name = "rival_" + DATABASES.incrementAndGet();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("no database for a rival: " + e.getMessage(), e);
    }
    return "postgres://postgres:postgres@127.0.0.1:" + postgres.getPort() + "/" + name;
  }

  @Override
  public void close() throws IOException {
    redis.stop();
    postgres.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
