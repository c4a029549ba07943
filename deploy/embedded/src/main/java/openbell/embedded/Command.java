package openbell.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs a short command to its end, with its output in a log file.
record Command(Path log, Duration longest) {

  /// @throws StartFailure when it fails or takes too long; the message has the end of the log
  void run(String what, List<String> words, Map<String, String> environment) {
    int code = exitCode(words, environment);
    if (code != 0) {
      throw new StartFailure(
          "%s failed with exit code %d. The end of %s:%n%s".formatted(what, code, log, tail()));
    }
  }

  /// The exit code; -1 when the command does not exist or took too long.
  int exitCode(List<String> words, Map<String, String> environment) {
    // Through a file, never a pipe: a daemon that inherits a pipe would keep us waiting for ever.
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      if (process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      return -1;
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  String tail() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
