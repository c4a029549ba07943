package openbell.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where Openbell is on this machine, as the launcher says it.
///
/// @param root the project's directory, or that of a packaged Openbell
/// @param var what a running Openbell writes
/// @param port that it listens on unless told otherwise
/// @param isBuilt false when sources changed since the last build
record Place(Path root, Path var, int port, boolean isBuilt) {
  private static final int DEFAULT_PORT = 8080;

  /// @param given what `--var` says; null for none
  /// @throws VerbFailure when OPENBELL_PORT is no port
  static Place of(Surroundings around, @Nullable Path given) {
    Path root = Path.of(System.getProperty("openbell.root", "")).toAbsolutePath();
    String named = around.environment().get("OPENBELL_VAR");
    Path var = given != null ? given : named != null ? Path.of(named) : root.resolve("var");
    String port = around.environment().getOrDefault("OPENBELL_PORT", "" + DEFAULT_PORT);
    if (!port.matches("\\d{1,5}")) {
      throw new VerbFailure(Exit.MISUSED, "OPENBELL_PORT is not a port: " + port);
    }
    return new Place(
        root,
        var.toAbsolutePath().normalize(),
        Integer.parseInt(port),
        !"false".equals(System.getProperty("openbell.built")));
  }

  /// Whether there is nothing to build here.
  boolean isPackaged() {
    return !Files.exists(root.resolve("pom.xml"));
  }

  /// What a running Openbell says of itself, or a crashed one said.
  ///
  /// @throws VerbFailure when the file is damaged
  Optional<JsonNode> running() {
    Path file = var.resolve("openbell.json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(OpenbellService.JSON.readTree(Files.readString(file)));
    } catch (JsonProcessingException _) {
      throw VerbFailure.unreadable(file, "it is damaged; remove it when Openbell does not run");
    } catch (IOException _) {
      throw VerbFailure.unreadable(file, "check its permissions");
    }
  }

  static boolean isAlive(JsonNode running) {
    return ProcessHandle.of(running.path("pid").asLong(-1))
        .filter(ProcessHandle::isAlive)
        .isPresent();
  }
}
