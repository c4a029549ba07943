package openbell.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/// A Redis of our own, with its data below `var/redis`: append-only file, synced every second, and
/// no eviction. Like PostgreSQL it runs in a session of its own.
final class RedisServer {

  private static final Duration STOP_GRACE = Duration.ofSeconds(15);
  private static final int MOST_PROBES = 400;

  private final VarDirectory var;
  private int port;

  RedisServer(VarDirectory var) {
    this.var = var;
  }

  int port() {
    return port;
  }

  /// The address in the form the client wants.
  String uri() {
    return "redis://:%s@127.0.0.1:%d".formatted(password(), port);
  }

  /// Starts the server; a server that a crash left on this directory is stopped first.
  void start() {
    stopLeftover();
    port = Ports.free();
    Path config = writeConfig();
    Command command = new Command(var.log("redis-control"), Duration.ofSeconds(30));
    command.run("starting Redis", List.of(program().toString(), config.toString()), Map.of());
    for (int probe = 0; probe < MOST_PROBES; probe++) {
      if (ready()) {
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(25));
    }
    throw new StartFailure("Redis does not answer; see " + var.log("redis"));
  }

  /// Stops the server and waits for it; does nothing when none runs.
  void stop() {
    process().ifPresent(child -> child.stop(STOP_GRACE));
  }

  /// Stops what a crash left behind.
  ///
  /// @return whether there was something
  boolean stopLeftover() {
    boolean found = process().isPresent();
    stop();
    return found;
  }

  /// The server of this directory: the id is in the pid file, and the file was written when the
  /// process started.
  Optional<Child> process() {
    Path file = pidFile();
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      Instant written = Files.getLastModifiedTime(file).toInstant();
      return Child.find(Long.parseLong(Files.readString(file).strip()), written);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path pidFile() {
    return var.redis().resolve("redis.pid");
  }

  private String password() {
    return var.secret("redis-password");
  }

  private Path writeConfig() {
    String config =
        """
        # Written at every start.
        bind 127.0.0.1
        port %d
        protected-mode yes
        requirepass %s
        daemonize yes
        pidfile "%s"
        logfile "%s"
        dir "%s"
        appendonly yes
        appendfsync everysec
        save ""
        maxmemory-policy noeviction
        """
            .formatted(port, password(), pidFile(), var.log("redis"), var.redis());
    Path file = var.redis().resolve("redis.conf");
    try {
      Files.createDirectories(var.redis());
      Files.writeString(file, config);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The program that came with the build, if it runs here; else one of this machine.
  private Path program() {
    Command probe = new Command(var.log("redis-control"), Duration.ofSeconds(10));
    return Stream.concat(bundled().stream(), installed())
        .filter(p -> probe.exitCode(List.of(p.toString(), "--version"), Map.of()) == 0)
        .findFirst()
        .orElseThrow(
            () ->
                new StartFailure(
                    "The Redis that comes with Openbell does not run here (it needs OpenSSL 3), and there is no redis-server or valkey-server on the PATH. Install Redis 6.2 or newer and start again."));
  }

  private Optional<Path> bundled() {
    Path program = var.binaries().resolve("redis-server");
    if (Files.isExecutable(program)) {
      return Optional.of(program);
    }
    try {
      Files.createDirectories(var.binaries());
      File unpacked = ExecutableProvider.newJarResourceProvider().get();
      Path fresh = var.binaries().resolve("redis-server.new");
      Files.copy(unpacked.toPath(), fresh, StandardCopyOption.REPLACE_EXISTING);
      if (!fresh.toFile().setExecutable(true)) {
        throw new StartFailure("Cannot make %s executable".formatted(fresh));
      }
      Files.move(fresh, program, StandardCopyOption.ATOMIC_MOVE);
      return Optional.of(program);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Stream<Path> installed() {
    List<Path> path =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).map(Path::of).toList();
    return Stream.of("redis-server", "valkey-server")
        .flatMap(name -> path.stream().map(directory -> directory.resolve(name)))
        .filter(Files::isExecutable);
  }

  // Loading the append-only file takes a while; until then the answer is an error.
  private boolean ready() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1_000);
      String hello = "AUTH %s\r\nPING\r\n".formatted(password());
      socket.getOutputStream().write(hello.getBytes(StandardCharsets.UTF_8));
      byte[] answer = socket.getInputStream().readNBytes("+OK\r\n+PONG\r\n".length());
      return new String(answer, StandardCharsets.UTF_8).endsWith("+PONG\r\n");
    } catch (IOException e) {
      return false;
    }
  }
}
