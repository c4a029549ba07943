package openbell.machines.wiring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a worker process is started: this Java, the options that are packaged beside the worker, and
/// its AOT cache where one was made (docs/adr/0060).
final class WorkerCommand {
  private static final String OPTIONS = "worker.options";
  private static final String CACHE = "worker.aot";

  private WorkerCommand() {}

  /// @param directory of the packaged worker
  static List<String> of(Path directory) {
    Path worker = directory.toAbsolutePath();
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("@" + worker.resolve(OPTIONS));
    // One that does not fit this Java is ignored by it, with a line in the worker's log.
    if (Files.isReadable(worker.resolve(CACHE))) {
      words.add("-XX:AOTCache=" + worker.resolve(CACHE));
    }
    words.add("-jar");
    words.add(worker.resolve("quarkus-run.jar").toString());
    return List.copyOf(words);
  }
}
