package openbell.runtime.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/// A real PostgreSQL and a real Redis for a `@QuarkusTest`, started before the application reads
/// its configuration: `@QuarkusTestResource(Backends.class)`.
public final class Backends implements QuarkusTestResourceLifecycleManager {

  private @Nullable RedisServer redis;

  @Override
  public Map<String, String> start() {
    RealPostgres.Database database = RealPostgres.newDatabase();
    String hosts = "redis://127.0.0.1:" + startRedis();
    Map<String, String> config = new LinkedHashMap<>();
    config.put("quarkus.datasource.jdbc.url", database.url());
    config.put("quarkus.datasource.username", "postgres");
    config.put("quarkus.datasource.password", "postgres");
    config.put("quarkus.redis.hosts", hosts);
    config.put("quarkus.http.test-port", "0");
    config.put("quarkus.http.host", "127.0.0.1");
    return config;
  }

  @Override
  public void stop() {
    try {
      if (redis != null) {
        redis.stop();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int startRedis() {
    try {
      int port = freePort();
      Path folder = Files.createTempDirectory("openbell-redis");
      RedisServer server =
          RedisServer.newRedisServer()
              .bind("127.0.0.1")
              .port(port)
              .setting("dir " + folder)
              .setting("save \"\"")
              .setting("maxmemory-policy noeviction")
              .build();
      server.start();
      redis = server;
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
