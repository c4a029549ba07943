package openbell.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A PostgreSQL of our own, with its data below `var/postgres`. It runs in a session of its own, so
/// that Ctrl-C at the terminal reaches Openbell only, and the order of stopping is ours.
final class PostgresServer {

  static final String USER = "openbell";
  static final String DATABASE = "postgres";

  private static final Duration LONGEST_COMMAND = Duration.ofSeconds(90);
  private static final Duration STOP_GRACE = Duration.ofSeconds(20);

  private final VarDirectory var;
  private final PostgresBinaries binaries;
  private final List<String> asPlainUser;
  private int port;

  PostgresServer(VarDirectory var) {
    this.var = var;
    this.binaries = PostgresBinaries.unpack(var.binaries());
    this.asPlainUser = PlainUser.prefix(var);
  }

  int port() {
    return port;
  }

  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE);
  }

  String password() {
    return var.secret("postgres-password");
  }

  /// Starts the server; a server that a crash left on this directory is stopped first.
  void start() {
    stopLeftover();
    if (!Files.exists(var.postgres().resolve("PG_VERSION"))) {
      initialise();
    }
    port = Ports.free();
    // Durable on purpose: this is the record. No socket file: its path may be too long.
    String settings =
        "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=80 "
                .formatted(port)
            + "-c shared_buffers=64MB -c max_wal_size=512MB -c log_min_messages=warning "
            + "-c log_checkpoints=off";
    pgCtl(
        "starting PostgreSQL",
        List.of("-l", var.log("postgres").toString(), "-o", settings, "-w", "-t", "60", "start"));
  }

  /// Stops the server and waits for it; does nothing when none runs.
  void stop() {
    Optional<Child> server = process();
    if (server.isEmpty()) {
      return;
    }
    log().exitCode(pgCtlWords(List.of("-m", "fast", "-w", "-t", "20", "stop")), Map.of());
    if (!server.get().ended(Duration.ofSeconds(1))) {
      server.get().stop(STOP_GRACE);
    }
  }

  /// Stops what a crash left behind.
  ///
  /// @return whether there was something
  boolean stopLeftover() {
    boolean found = process().isPresent();
    if (found) {
      stop();
    } else {
      forgetDeadProcess();
    }
    return found;
  }

  /// The postmaster of this directory, by the id and start time that it wrote itself.
  Optional<Child> process() {
    Path file = var.postgres().resolve("postmaster.pid");
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (lines.size() < 3) {
        return Optional.empty();
      }
      long pid = Long.parseLong(lines.get(0).strip());
      return Child.find(pid, Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // PostgreSQL refuses to start while the id in the file belongs to any living process.
  private void forgetDeadProcess() {
    try {
      Files.deleteIfExists(var.postgres().resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Into a folder beside it, renamed when complete: a crash in between leaves nothing half done.
  private void initialise() {
    Path fresh = var.path().resolve("postgres.new");
    Path passwords = var.path().resolve(".postgres-password");
    password();
    PlainUser.removeTree(fresh);
    PlainUser.ownedDirectory(fresh, asPlainUser);
    List<String> words = new ArrayList<>(asPlainUser);
    words.addAll(
        List.of(
            binaries.command("initdb"),
            "-D",
            fresh.toString(),
            "-U",
            USER,
            "-E",
            "UTF-8",
            "--no-locale",
            "--auth=scram-sha-256",
            "--pwfile=" + passwords,
            "--no-instructions"));
    log().run("creating the PostgreSQL data directory", words, Map.of());
    try {
      PlainUser.removeTree(var.postgres());
      Files.move(fresh, var.postgres());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pgCtl(String what, List<String> words) {
    log().run(what, pgCtlWords(words), Map.of());
  }

  private List<String> pgCtlWords(List<String> words) {
    List<String> all = new ArrayList<>(asPlainUser);
    all.addAll(List.of(binaries.command("pg_ctl"), "-D", var.postgres().toString()));
    all.addAll(words);
    return all;
  }

  private Command log() {
    return new Command(var.log("postgres-control"), LONGEST_COMMAND);
  }
}
