package openbell.machines.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The log files of workers, `ID.log` and `ID.log.1`, neither too large nor too many.
///
/// @param directory where they are
/// @param mostBytes a larger `ID.log` becomes `ID.log.1`
/// @param mostKept workers that have ended and whose logs stay
record WorkerLogs(Path directory, long mostBytes, int mostKept) {
  private static final String ENDING = ".log";
  private static final String OLDER = ".log.1";

  Path of(String id) {
    return directory.resolve(id + ENDING);
  }

  /// Shortens what has grown too large. Its writer goes on at the beginning of the file, as it only
  /// ever appends; lines written during the copy are lost.
  void shorten(Collection<String> living) {
    for (String id : living) {
      Path log = of(id);
      try {
        if (Files.exists(log) && Files.size(log) > mostBytes) {
          Files.copy(log, directory.resolve(id + OLDER), StandardCopyOption.REPLACE_EXISTING);
          FileChannel.open(log, StandardOpenOption.WRITE).truncate(0).close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Keeps the newest of those that have ended.
  void tidy(Set<String> living) {
    try (Stream<Path> files = Files.list(directory)) {
      List<String> ended =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> name.endsWith(ENDING))
              .map(name -> name.substring(0, name.length() - ENDING.length()))
              .filter(id -> !living.contains(id))
              .sorted(Comparator.comparingLong(this::written).reversed())
              .toList();
      for (String id : ended.subList(Math.min(mostKept, ended.size()), ended.size())) {
        Files.deleteIfExists(of(id));
        Files.deleteIfExists(directory.resolve(id + OLDER));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long written(String id) {
    return of(id).toFile().lastModified();
  }
}
