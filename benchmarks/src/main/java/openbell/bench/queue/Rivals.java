package openbell.bench.queue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The other queues, as programs of Node.js in a folder of their own.
final class Rivals {
  private static final Pattern SECONDS = Pattern.compile("\"seconds\":([0-9.e+-]+)");
  private static final int LONGEST_MINUTES = 5;

  private final Path folder;

  private Rivals(Path folder) {
    this.folder = folder;
  }

  /// Installs them with npm.
  ///
  /// @throws IOException when Node.js is missing or the packages cannot be had; the message says
  /// which
  static Rivals install(Path sources, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Rivals rivals = new Rivals(folder);
    rivals.run(List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"));
    return rivals;
  }

  /// Seconds that a rival needed.
  double seconds(String script, Object... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("node", script));
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    String output = run(words);
    Matcher found = SECONDS.matcher(output);
    if (!found.find()) {
      throw new IOException(script + " printed no time: " + output);
    }
    return Double.parseDouble(found.group(1));
  }

  private String run(List<String> words) throws IOException {
    Path log = folder.resolve(words.getFirst() + ".log");
    Process process =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        throw new IOException(String.join(" ", words) + " did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
    String output = Files.readString(log, StandardCharsets.UTF_8);
    if (process.exitValue() != 0) {
      throw new IOException("%s failed: %s".formatted(String.join(" ", words), output.strip()));
    }
    return output;
  }
}
