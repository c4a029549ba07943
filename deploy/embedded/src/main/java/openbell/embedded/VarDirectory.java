package openbell.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Everything that embedded mode writes. One process at a time owns it.
record VarDirectory(Path path) {

  private static final Pattern FIELD = Pattern.compile("\"(\\w+)\": (?:\"([^\"]*)\"|(\\d+))");

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /// Who runs on this directory, as `openbell.json` tells it.
  ///
  /// @param redisPort 0 when no Redis runs
  record Running(long pid, Instant started, int port, int postgresPort, int redisPort) {

    String toJson() {
      return """
      {
        "pid": %d,
        "started": "%s",
        "port": %d,
        "url": "http://localhost:%d",
        "postgresPort": %d,
        "redisPort": %d
      }
      """
          .formatted(pid, started, port, port, postgresPort, redisPort);
    }

    Optional<Child> process() {
      return Child.find(pid, started);
    }
  }

  static VarDirectory create(Path path) {
    try {
      Files.createDirectories(path.resolve("log"));
      return new VarDirectory(path);
    } catch (IOException e) {
      throw new StartFailure("Cannot write to %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  Path postgres() {
    return path.resolve("postgres");
  }

  Path redis() {
    return path.resolve("redis");
  }

  Path binaries() {
    return path.resolve("bin");
  }

  /// What signs the links in mails.
  Path linkKeys() {
    return path.resolve("link-keys");
  }

  Path mailbox() {
    return path.resolve("mailbox");
  }

  Path artifacts() {
    return path.resolve("artifacts");
  }

  Path log(String name) {
    return path.resolve("log").resolve(name + ".log");
  }

  /// Becomes the owner. The operating system gives the lock back when this process ends, however
  /// it ends.
  ///
  /// @throws StartFailure when another process owns it
  FileLock lock() {
    try {
      FileChannel channel =
          FileChannel.open(
              path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new StartFailure(alreadyRuns());
      }
      return lock;
    } catch (IOException e) {
      throw new StartFailure("Cannot lock %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  private String alreadyRuns() {
    String who =
        running()
            .map(r -> "process %d, http://localhost:%d".formatted(r.pid(), r.port()))
            .orElse("it is just starting or stopping");
    return """
    Openbell already runs on %s (%s).
    Stop it with ./openbell down, or start a second one with --var DIR and --port N.\
    """
        .formatted(path, who);
  }

  Optional<Running> running() {
    Path file = path.resolve("openbell.json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      String json = Files.readString(file);
      return Optional.of(
          new Running(
              Long.parseLong(field(json, "pid")),
              Instant.parse(field(json, "started")),
              Integer.parseInt(field(json, "port")),
              Integer.parseInt(field(json, "postgresPort")),
              Integer.parseInt(field(json, "redisPort"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String field(String json, String name) {
    Matcher matcher = FIELD.matcher(json);
    while (matcher.find()) {
      if (matcher.group(1).equals(name)) {
        return matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
      }
    }
    throw new StartFailure("openbell.json has no '%s'; remove the file".formatted(name));
  }

  void writeRunning(Running running) {
    Path file = path.resolve("openbell.json");
    Path fresh = path.resolve("openbell.json.new");
    try {
      Files.writeString(fresh, running.toJson());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void clearRunning() {
    try {
      Files.deleteIfExists(path.resolve("openbell.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A secret of this installation, made on first use and readable by its owner only.
  String secret(String name) {
    Path file = path.resolve("." + name);
    try {
      if (!Files.exists(file)) {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        Path fresh = Files.createTempFile(path, "." + name, "", OWNER_ONLY);
        Files.writeString(fresh, HexFormat.of().formatHex(bytes));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
