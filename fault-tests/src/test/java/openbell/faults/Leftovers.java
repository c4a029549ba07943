package openbell.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What a run leaves on the disk: nothing when all went well, every log when not.
final class Leftovers {
  private Leftovers() {}

  /// @param city the folder with the logs of all programs
  static void clear(Path city, Path redis) {
    if (!Faults.allPassed()) {
      System.out.println("The logs of every program are kept in " + city);
      return;
    }
    List.of(city, redis).forEach(Leftovers::delete);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println(folder + " could not be deleted: " + e);
    }
  }
}
