package openbell.bench.api;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import redis.embedded.RedisServer;

/// The API as it runs in production: a process of its own (`portfolio-scheduler`), beside a
/// PostgreSQL that syncs every commit and a Redis. Nobody takes the jobs.
final class ApiServer implements AutoCloseable {
  static final String KEY = "ob_live_bench001_" + "b".repeat(32);
  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);
  private static final String HEAP = "-Xmx256m";

  private final EmbeddedPostgres postgres;
  private final RedisServer redis;
  private final Process process;
  private final int port = freePort();
  private final int redisPort = freePort();

  private ApiServer(Path root, Path scratch) throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofSeconds(60))
            .setServerConfig("synchronous_commit", "on")
            .start();
    redis =
        RedisServer.newRedisServer()
            .bind("127.0.0.1")
            .port(redisPort)
            .setting("dir " + scratch)
            .setting("save \"\"")
            .setting("appendonly yes")
            .setting("appendfsync everysec")
            .build();
    redis.start();
    process = launch(root, scratch);
  }

  static ApiServer start(Path root, Path scratch) throws IOException, InterruptedException {
    ApiServer server = new ApiServer(root, scratch);
    try {
      server.awaitReady(scratch);
      return server;
    } catch (IllegalStateException e) {
      server.close();
      throw e;
    }
  }

  private Process launch(Path root, Path scratch) throws IOException {
    Path jar = root.resolve("portfolio-scheduler/target/quarkus-app/quarkus-run.jar");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString())
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("api.log").toFile());
    Map<String, String> environment = builder.environment();
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put(
        "QUARKUS_DATASOURCE_JDBC_URL",
        "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort()));
    environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
    environment.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
    environment.put("QUARKUS_REDIS_HOSTS", redisUri());
    environment.put("OPENBELL_SECURITY_BOOTSTRAP_KEY", KEY);
    // Limits protect owners from each other; here one owner is everybody.
    environment.put("OPENBELL_SECURITY_REQUESTS_PER_MINUTE", "100000000");
    environment.put("OPENBELL_LIMITS_PORTFOLIOS", "1000000");
    environment.put("OPENBELL_LIMITS_RUNS_A_DAY", "1000000");
    environment.put("OPENBELL_LIVE_STREAMS_PER_OWNER", "10000");
    environment.put("OPENBELL_SCHEDULER_INSTRUMENTS", root.resolve("sample-data/bars").toString());
    environment.put("OPENBELL_ARTIFACT_DIRECTORY", scratch.resolve("artifacts").toString());
    environment.put("OPENBELL_LINKS_KEY_FILE", scratch.resolve("link-keys").toString());
    return builder.start();
  }

  private void awaitReady(Path scratch) throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      if (isReady()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new IllegalStateException(
        "the API did not become ready; see " + scratch.resolve("api.log"));
  }

  private boolean isReady() {
    try {
      URI ready = URI.create("http://127.0.0.1:%d/q/health/ready".formatted(port));
      return ((HttpURLConnection) ready.toURL().openConnection()).getResponseCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  String redisUri() {
    return "redis://127.0.0.1:" + redisPort;
  }

  /// Resident memory in MiB, now and at most; -1 where the system does not tell.
  List<Long> residentMebibytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    return Files.exists(status)
        ? List.of(line(status, "VmRSS:"), line(status, "VmHWM:"))
        : List.of(-1L, -1L);
  }

  private static long line(Path status, String name) throws IOException {
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(-1);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.onExit().get(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException _) {
      process.destroyForcibly();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    redis.stop();
    postgres.close();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
