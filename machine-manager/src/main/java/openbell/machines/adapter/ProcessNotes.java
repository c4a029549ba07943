package openbell.machines.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files that let another manager go on where one ended, at whatever step it was killed.
///
/// A start begins with `ID.wish`, written by the manager. The new process renames it to `ID.born`,
/// adds its own process id and renames it to `ID.worker`; only then it becomes a worker. A rename
/// works once: whoever deletes the file first has called the start off, and the process ends
/// instead. So no process works that is in no file, and no wish is granted twice.
final class ProcessNotes {
  private static final String WISH = ".wish";
  private static final String BORN = ".born";
  private static final String WORKER = ".worker";
  private static final String STOP = ".stop";
  private static final String UP = ".up";

  /// In the order in which a file goes through them: read in this order, none is missed.
  private static final List<String> STEPS = List.of(WISH, BORN, WORKER);

  /// Takes the place of its wish, and only then becomes the worker. `$1`: path without ending;
  /// `$2`: how nice; the rest: the worker's command.
  private static final String BIRTH =
      """
      base=$1; nice=$2; shift 2
      mv "$base.wish" "$base.born" && echo $$ >> "$base.born" && mv "$base.born" "$base.worker" \
      || exit 75
      [ "$nice" = 0 ] && exec "$@"
      exec nice -n "$nice" "$@"
      """;

  private final Path directory;

  ProcessNotes(Path directory) {
    this.directory = directory;
  }

  List<ProcessNote> all() {
    return ids().stream().map(this::read).flatMap(Optional::stream).toList();
  }

  boolean knows(String id) {
    return ids().contains(id);
  }

  /// Where the worker says that it works, by making this file.
  Path upFile(String id) {
    return directory.resolve(id + UP);
  }

  void wish(String id, Instant at) {
    write(id, WISH, at + "\n");
  }

  /// The command of a process that grants the wish.
  List<String> birth(String id, int nice, List<String> command) {
    List<String> shell =
        List.of(
            "/bin/sh",
            "-c",
            BIRTH,
            "openbell-worker",
            directory.resolve(id).toString(),
            Integer.toString(nice));
    return Stream.concat(shell.stream(), command.stream()).toList();
  }

  /// A living worker whose files were lost. It is taken to work: nobody can say any more.
  void found(String id, Instant started, long pid) {
    write(id, UP, "");
    write(id, WORKER, started + "\n" + pid + "\n");
  }

  /// Calls a start off. False when its process has taken its place, or is not there at all.
  boolean callOff(String id) {
    return delete(id, WISH) || delete(id, BORN);
  }

  void stop(String id, Instant at) {
    write(id, STOP, at + "\n");
  }

  void forget(String id) {
    delete(id, WORKER);
    delete(id, STOP);
    delete(id, UP);
  }

  private Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    try (Stream<Path> files = Files.list(Files.createDirectories(directory))) {
      files
          .map(file -> String.valueOf(file.getFileName()))
          .forEach(
              name ->
                  STEPS.stream()
                      .filter(name::endsWith)
                      .forEach(end -> ids.add(name.substring(0, name.length() - end.length()))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ids;
  }

  private Optional<ProcessNote> read(String id) {
    for (String step : STEPS) {
      List<String> lines = lines(id, step);
      if (lines.isEmpty()) {
        continue;
      }
      try {
        Instant asked = Instant.parse(lines.getFirst());
        long pid = step.equals(WORKER) ? Long.parseLong(lines.getLast()) : 0;
        return Optional.of(new ProcessNote(id, asked, pid, stopped(id), since(upFile(id))));
      } catch (DateTimeParseException | NumberFormatException e) {
        // Not ours, or written by hand: a living worker is found again by its environment.
        delete(id, step);
      }
    }
    return Optional.empty();
  }

  private @Nullable Instant stopped(String id) {
    List<String> lines = lines(id, STOP);
    return lines.isEmpty() ? null : Instant.parse(lines.getFirst());
  }

  private static @Nullable Instant since(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lines(String id, String ending) {
    try {
      return Files.readAllLines(directory.resolve(id + ending));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String id, String ending, String text) {
    Path fresh = directory.resolve(id + ".new");
    try {
      Files.writeString(fresh, text);
      Files.move(
          fresh,
          directory.resolve(id + ending),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean delete(String id, String ending) {
    try {
      return Files.deleteIfExists(directory.resolve(id + ending));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
