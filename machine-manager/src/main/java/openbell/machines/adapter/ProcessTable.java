package openbell.machines.adapter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells workers from other processes: a process id may be used again, and a file may be lost.
///
/// Where the system shows a process's environment (`/proc`), a worker is known by the variable that
/// names its file; clocks do not matter then. Elsewhere it is known by the time of its start.
final class ProcessTable {

  /// Names the file that a worker makes once it works.
  static final String UP = "OPENBELL_MACHINE_UP";

  private static final Path PROC = Path.of("/proc");
  private static final boolean SHOWN = Files.isReadable(PROC.resolve("self/environ"));

  /// Between asking for a process and the system's account of its start.
  private static final Duration SAME_START = Duration.ofSeconds(30);

  /// @param up the file by which the worker is known
  record Found(Path up, long pid, Instant started) {}

  private ProcessTable() {}

  /// The living process, or empty when it ended, even if its id lives on in another process.
  static Optional<ProcessHandle> process(long pid, Path up, Instant asked) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> SHOWN ? carries(pid, up) : startedAt(handle, asked));
  }

  /// Workers whose files are in this directory, by their environment; none where it is not shown.
  static List<Found> workersOf(Path directory) {
    List<Found> found = new ArrayList<>();
    if (!SHOWN) {
      return found;
    }
    ProcessHandle.allProcesses()
        .forEach(
            handle ->
                up(environment(handle.pid()))
                    .filter(up -> directory.equals(up.getParent()))
                    .ifPresent(
                        up ->
                            found.add(
                                new Found(
                                    up,
                                    handle.pid(),
                                    handle.info().startInstant().orElse(Instant.EPOCH)))));
    return found;
  }

  private static boolean carries(long pid, Path up) {
    String environment = environment(pid);
    // It is empty for a moment while a process becomes another program, and for ever when it has
    // ended and nobody has asked how.
    return environment.isEmpty() ? !ended(pid) : up(environment).filter(up::equals).isPresent();
  }

  private static Optional<Path> up(String environment) {
    return environment
        .lines()
        .filter(line -> line.startsWith(UP + "="))
        .map(line -> Path.of(line.substring(UP.length() + 1)))
        .findFirst();
  }

  /// One variable per line; empty also when it is somebody else's process.
  private static String environment(long pid) {
    try {
      byte[] all = Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve("environ"));
      return new String(all, StandardCharsets.UTF_8).replace('\0', '\n');
    } catch (IOException e) {
      return "";
    }
  }

  /// Whether only its entry in the table is left, or not even that, or it is somebody else's.
  private static boolean ended(long pid) {
    Path entry = PROC.resolve(Long.toString(pid));
    try {
      String stat = Files.readString(entry.resolve("stat"), StandardCharsets.ISO_8859_1);
      String state = stat.substring(stat.lastIndexOf(')') + 1).strip();
      return state.startsWith("Z")
          || state.startsWith("X")
          || !Files.isReadable(entry.resolve("environ"));
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean startedAt(ProcessHandle handle, Instant asked) {
    return handle
        .info()
        .startInstant()
        .map(at -> Duration.between(asked, at).abs().compareTo(SAME_START) <= 0)
        .orElse(false);
  }
}
