package openbell.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A program of ours as a process of its own, and what it uses.
record Program(Process process, Path log) implements AutoCloseable {
  private static final int LONGEST_STOP_SECONDS = 30;

  /// Ticks of `/proc/PID/stat` in a second: the same on every Linux.
  private static final double TICKS = 100;

  static Program start(Path root, List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return new Program(builder.start(), log);
  }

  /// Waits until a line of the log has the words.
  void awaitLine(String words, int seconds) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!Files.readString(log).contains(words)) {
      check();
      if (System.nanoTime() > end) {
        throw new IllegalStateException("no line '%s' in %s".formatted(words, log));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /// Fails when it has ended, with the end of its log: then nothing is worth waiting for.
  void check() throws IOException {
    if (!process.isAlive()) {
      List<String> lines = Files.readAllLines(log);
      throw new IllegalStateException(
          "ended with %d before its work was done:%n%s"
              .formatted(
                  process.exitValue(),
                  String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()))));
    }
  }

  /// Seconds of processor time so far, of all its threads; 0 where the system does not tell.
  double processorSeconds() throws IOException {
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    if (!Files.exists(stat)) {
      return 0;
    }
    String line = Files.readString(stat);
    // After the name, which may have blanks in it, the third field is the second of all.
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
  }

  /// A line of `/proc/PID/status` in MiB, e.g. `VmRSS`; -1 where the system does not tell.
  long mebibytes(String name) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return -1;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(-1);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.onExit().get(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException _) {
      process.destroyForcibly();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
