package openbell.runtime.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import redis.embedded.core.ExecutableProvider;

/// A real Redis with its log of writes in a folder of its own, ended by its process id.
///
/// Works as root and as anybody else. After {@link #kill} or {@link #stop}, {@link #start}
/// continues
/// on the same port with the same data.
public final class RealRedis implements AutoCloseable {
  private static final Path EXECUTABLE = executable();
  private static final Duration TO_START = Duration.ofSeconds(10);

  /// A node of a cluster also listens 10,000 above its port.
  private static final int HIGHEST_PORT = 55_000;

  private static final int NO_LIMIT = 0;

  private final Path folder;
  private final int port;
  private final List<String> options;
  private int largestFile;
  private Process process;

  private RealRedis(List<String> settings, List<String> options, int largestFile) {
    try {
      this.folder = Files.createTempDirectory("openbell-redis");
      this.port = freePort();
      this.options = List.copyOf(options);
      this.largestFile = largestFile;
      Files.write(folder.resolve("redis.conf"), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  /// @param options of the server's command line, e.g. `--maxmemory`, `10mb`
  public static RealRedis with(String... options) {
    return new RealRedis(List.of(), List.of(options), NO_LIMIT);
  }

  /// A server that finds its disk full once its log of writes has grown to this size.
  public static RealRedis onSmallDisk(int kibibytes) {
    return new RealRedis(List.of(), List.of(), kibibytes);
  }

  /// A sentinel that alone decides to promote another server, half a second after the master died.
  public static RealRedis sentinelOf(RealRedis master, String name) {
    return new RealRedis(
        List.of(
            "sentinel monitor " + name + " 127.0.0.1 " + master.port + " 1",
            "sentinel down-after-milliseconds " + name + " 500",
            "sentinel failover-timeout " + name + " 3000"),
        List.of("--sentinel"),
        NO_LIMIT);
  }

  /// Where the server keeps its log of writes.
  public Path folder() {
    return folder;
  }

  /// Gives the disk room again: for the next start, and for a running server where the system can
  /// do that. Answers whether it could.
  public boolean roomAgain() {
    largestFile = NO_LIMIT;
    try {
      Process raised =
          new ProcessBuilder("prlimit", "--pid", Long.toString(pid()), "--fsize=unlimited:")
              .redirectErrorStream(true)
              .start();
      return raised.waitFor() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  public void start() {
    List<String> command = new ArrayList<>();
    if (largestFile > NO_LIMIT) {
      // In blocks of 512 bytes. A write beyond the limit fails, as on a full disk.
      String limited = "trap '' XFSZ; ulimit -S -f " + 2 * largestFile + "; exec \"$0\" \"$@\"";
      command.addAll(List.of("sh", "-c", limited));
    }
    command.add(EXECUTABLE.toString());
    command.add(folder.resolve("redis.conf").toString());
    command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--dir", folder.toString(), "--save", ""));
    command.addAll(List.of("--appendonly", "yes", "--appendfsync", "everysec"));
    command.addAll(options);
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("redis.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await().atMost(TO_START).pollInterval(Duration.ofMillis(20)).until(this::answers);
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      socket.setSoTimeout(500);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() == '+';
    } catch (IOException _) {
      return false;
    }
  }

  /// Empties a server, as an operator's slip would.
  public static void flushAll(URI server) {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
      if (socket.getInputStream().read() != '+') {
        throw new IllegalStateException("the server was not emptied: " + server);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends the server at once, as a crash would.
  public void kill() {
    process.destroyForcibly();
    ended();
  }

  /// Ends the server in good order.
  public void stop() {
    process.destroy();
    ended();
  }

  /// The log of the server's current life.
  public String log() {
    try {
      return Files.readString(folder.resolve("redis.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void ended() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }

  private static Path executable() {
    try {
      return ExecutableProvider.newJarResourceProvider(
              Files.createTempDirectory("openbell-redis-bin").toFile())
          .get()
          .toPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    while (true) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (socket.getLocalPort() <= HIGHEST_PORT) {
          return socket.getLocalPort();
        }
      }
    }
  }
}
