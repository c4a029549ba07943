package openbell.runtime.messaging.rabbitmq;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A real RabbitMQ as a node of its own, when the machine has one; a private port mapper, so that
/// it meets no other node.
public final class RealRabbit implements QuarkusTestResourceLifecycleManager {
  private static final Duration TO_START = Duration.ofSeconds(90);
  private static final List<String> PLACES =
      List.of("/usr/lib/rabbitmq/bin", "/opt/rabbitmq/sbin", "/usr/local/sbin");

  private @Nullable Process node;
  private @Nullable Process mapper;

  /// The server's start script, if it is installed.
  static Optional<Path> installed() {
    return PLACES.stream()
        .map(place -> Path.of(place, "rabbitmq-server"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public Map<String, String> start() {
    Optional<Path> server = installed();
    if (server.isEmpty()) {
      // The channels need no broker to be wired; the test says that it is skipped.
      return Map.of();
    }
    try {
      Path folder = Files.createTempDirectory("openbell-rabbit");
      int port = freePort();
      int names = freePort();
      // In the foreground, so that it ends with the test; otherwise the node starts a daemon.
      mapper =
          new ProcessBuilder("epmd", "-port", Integer.toString(names), "-address", "127.0.0.1")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("epmd.log").toFile())
              .start();
      Path log = folder.resolve("out.log");
      ProcessBuilder builder =
          new ProcessBuilder(server.get().toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().putAll(environment(folder, port, names));
      Process started = builder.start();
      node = started;
      Awaitility.await()
          .atMost(TO_START)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> !started.isAlive() || Files.readString(log).contains("completed with"));
      if (!started.isAlive()) {
        throw new IllegalStateException("RabbitMQ has ended:\n" + Files.readString(log));
      }
      return Map.of("rabbitmq-host", "127.0.0.1", "rabbitmq-port", Integer.toString(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> environment(Path folder, int port, int names) throws IOException {
    return Map.ofEntries(
        Map.entry("HOME", folder.toString()),
        Map.entry("RABBITMQ_NODENAME", "openbell-" + port + "@localhost"),
        Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
        Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
        Map.entry("RABBITMQ_DIST_PORT", Integer.toString(freePort())),
        Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString()),
        Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString()),
        Map.entry("RABBITMQ_PID_FILE", folder.resolve("pid").toString()),
        Map.entry("RABBITMQ_CONFIG_FILE", folder.resolve("none").toString()),
        Map.entry("RABBITMQ_CONF_ENV_FILE", folder.resolve("none.sh").toString()),
        Map.entry("ERL_EPMD_PORT", Integer.toString(names)),
        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void stop() {
    for (Process started : new Process[] {node, mapper}) {
      if (started != null) {
        started.descendants().forEach(ProcessHandle::destroyForcibly);
        started.destroyForcibly();
      }
    }
  }
}
