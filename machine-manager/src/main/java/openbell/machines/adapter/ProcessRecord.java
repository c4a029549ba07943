package openbell.machines.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a file says about a worker process, so that another manager can adopt it.
///
/// @param pid the operating system's id of the process
/// @param started by the operating system's account: the process id may be used again
/// @param drainedAt when it was asked to end; null when it was not
record ProcessRecord(String id, long pid, Instant started, @Nullable Instant drainedAt) {
  private static final String ENDING = ".worker";
  private static final Duration SAME_START = Duration.ofSeconds(2);

  static List<ProcessRecord> all(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(f -> f.toString().endsWith(ENDING))
          .sorted()
          .map(ProcessRecord::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean exists(Path directory, String id) {
    return Files.exists(directory.resolve(id + ENDING));
  }

  private static ProcessRecord read(Path file) {
    try {
      String[] words = Files.readString(file).strip().split(" ", -1);
      String name = String.valueOf(file.getFileName());
      return new ProcessRecord(
          name.substring(0, name.length() - ENDING.length()),
          Long.parseLong(words[0]),
          Instant.parse(words[1]),
          words.length > 2 ? Instant.parse(words[2]) : null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Path directory) {
    String text = drainedAt == null ? pid + " " + started : pid + " " + started + " " + drainedAt;
    Path fresh = directory.resolve(id + ".new");
    try {
      Files.writeString(fresh, text);
      Files.move(
          fresh,
          directory.resolve(id + ENDING),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(Path directory) {
    try {
      Files.deleteIfExists(directory.resolve(id + ENDING));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ProcessRecord drained(Instant at) {
    return new ProcessRecord(id, pid, started, at);
  }

  /// The living process, or empty when it ended, even if its id lives on in another process.
  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            handle ->
                handle
                    .info()
                    .startInstant()
                    .map(at -> Duration.between(at, started).abs().compareTo(SAME_START) <= 0)
                    .orElse(false));
  }
}
