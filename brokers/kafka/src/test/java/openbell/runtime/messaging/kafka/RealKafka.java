package openbell.runtime.messaging.kafka;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A real Kafka broker, its own controller, as a process of its own.
public final class RealKafka implements QuarkusTestResourceLifecycleManager {
  private static final Path JARS =
      Path.of(System.getProperty("openbell.root"), "brokers/kafka-server/target/server");
  private static final Duration TO_START = Duration.ofSeconds(90);
  private static final String CLUSTER = "b3BlbmJlbGwtdGVzdHMxMg";

  private @Nullable Process broker;

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("openbell-kafka");
      int port = freePort();
      Path properties =
          Files.writeString(folder.resolve("server.properties"), settings(folder, port));
      Path log = folder.resolve("kafka.log");
      int formatted =
          java(log, "kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", properties.toString())
              .waitFor();
      if (formatted != 0) {
        throw new IllegalStateException("Kafka's folder was not formatted:\n" + read(log));
      }
      Process started = java(log, "kafka.Kafka", properties.toString());
      broker = started;
      Awaitility.await()
          .atMost(TO_START)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> !started.isAlive() || listens(port));
      if (!started.isAlive()) {
        throw new IllegalStateException("Kafka has ended:\n" + read(log));
      }
      return Map.of("kafka.bootstrap.servers", "127.0.0.1:" + port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Process java(Path log, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", JARS + "/*"));
    command.addAll(List.of(words));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static String settings(Path folder, int port) throws IOException {
    int controller = freePort();
    return String.join(
        "\n",
        "process.roles=broker,controller",
        "node.id=1",
        "controller.quorum.voters=1@127.0.0.1:" + controller,
        "controller.listener.names=CONTROLLER",
        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
        "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
        "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "log.dirs=" + folder.resolve("data"),
        "offsets.topic.replication.factor=1",
        "offsets.topic.num.partitions=1",
        "group.initial.rebalance.delay.ms=0",
        "transaction.state.log.replication.factor=1",
        "transaction.state.log.min.isr=1",
        "");
  }

  private static boolean listens(int port) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static String read(Path log) throws IOException {
    return Files.exists(log) ? Files.readString(log) : "";
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.destroyForcibly();
    }
  }
}
