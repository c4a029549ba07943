package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What `doctor` sees without asking anybody: this machine and its files.
record LocalChecks(Place place) {
  private static final int JDK = 25;
  private static final long MEGABYTE = 1024L * 1024;

  /// Below this PostgreSQL cannot be trusted to go on for long.
  private static final long TOO_LITTLE = 256 * MEGABYTE;

  /// What a few weeks of runs and a build need.
  private static final long LITTLE = 2048 * MEGABYTE;

  List<Check> all() {
    return List.of(java(), build(), directory(), port(), disk());
  }

  private static Check java() {
    int found = Runtime.version().feature();
    Path home = Path.of(System.getProperty("java.home"));
    if (found != JDK) {
      return Check.problem(
          "java", "this is Java " + found, "Install a JDK 25, or set JAVA_HOME to one.");
    }
    return Files.isExecutable(home.resolve("bin/javac"))
        ? Check.ok("java", "JDK " + Runtime.version() + " in " + home)
        : Check.warning(
            "java",
            "a Java 25 without a compiler in " + home,
            "It runs what is built; to build, set JAVA_HOME to a JDK 25.");
  }

  private Check build() {
    if (place.isPackaged()) {
      return Check.ok("build", "a packaged Openbell in " + place.root());
    }
    if (Files.exists(place.root().resolve("target/openbell-built")) && place.isBuilt()) {
      return Check.ok("build", "up to date");
    }
    Path log = place.root().resolve("target/openbell-build.log");
    return Check.warning(
        "build",
        "sources changed since the last build, or it failed",
        "The next verb builds; if it fails, read " + log + ".");
  }

  private Check directory() {
    Path var = place.var();
    if (!Files.exists(var)) {
      return Check.ok("directory", var + " is not there yet; ./openbell up makes it");
    }
    if (!Files.isDirectory(var) || !Files.isWritable(var)) {
      return Check.problem(
          "directory",
          var + " cannot be written",
          "Give it to the user that runs Openbell, or name another one with --var.");
    }
    Optional<JsonNode> running;
    try {
      running = place.running();
    } catch (VerbFailure failure) {
      return Check.problem(
          "directory", String.valueOf(failure.getMessage()), "./openbell down clears it.");
    }
    if (running.isEmpty()) {
      return Check.ok("directory", var + "; nothing runs on it");
    }
    return Place.isAlive(running.get())
        ? Check.ok("directory", var + ", process " + running.get().path("pid").asLong())
        : Check.problem(
            "directory",
            var + ": Openbell crashed on it",
            "./openbell up goes on with its data; ./openbell logs shows its last words.");
  }

  private Check port() {
    Optional<JsonNode> running;
    try {
      running = place.running().filter(Place::isAlive);
    } catch (VerbFailure _) {
      running = Optional.empty();
    }
    if (running.isPresent()) {
      return Check.ok("port", running.get().path("port").asInt() + ", Openbell's");
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), place.port()));
      return Check.ok("port", place.port() + " is free");
    } catch (IOException _) {
      return Check.problem(
          "port",
          place.port() + " is taken by another program",
          "Stop that program, or start with ./openbell up --port N (or OPENBELL_PORT).");
    }
  }

  private Check disk() {
    Path existing = place.var();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    long free;
    try {
      free = Files.getFileStore(existing).getUsableSpace();
    } catch (IOException e) {
      return Check.skipped("disk", "free space is not known: " + e.getMessage());
    }
    return disk(existing, free);
  }

  static Check disk(Path where, long free) {
    String finding = "%,d MB free at %s".formatted(free / MEGABYTE, where);
    String fix = "Make room there, or name another directory with --var.";
    if (free < TOO_LITTLE) {
      return Check.problem("disk", finding, fix);
    }
    return free < LITTLE ? Check.warning("disk", finding, fix) : Check.ok("disk", finding);
  }
}
