package openbell.machines.adapter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A worker for tests: says that it works, and ends as it is told. Or a manager to be killed.
public final class StandIn {
  static final Duration GRACE = Duration.ofSeconds(20);
  static final Duration BOOT_LIMIT = Duration.ofMinutes(2);
  static final int LOG_BYTES = 1_000;
  static final int LOGS = 2;

  private StandIn() {}

  /// `obeys` ends on SIGTERM, `ignores` does not, `dies` ends at once, `sleeps` never says that it
  /// works, `talks` writes more than a log file may hold. `manages DIR` starts three that obey.
  public static void main(String[] arguments) throws Exception {
    String manner = arguments[0];
    CountDownLatch never = new CountDownLatch(1);
    switch (manner) {
      case "dies" -> System.exit(1);
      case "manages" -> manage(Path.of(arguments[1]));
      case "ignores" -> Runtime.getRuntime().addShutdownHook(new Thread(() -> waitFor(never)));
      case "talks" -> System.out.println("x".repeat(2 * LOG_BYTES));
      default -> {}
    }
    if (!manner.equals("sleeps") && !manner.equals("manages")) {
      Files.createFile(Path.of(System.getenv("OPENBELL_MACHINE_UP")));
    }
    never.await();
  }

  /// Ends by force every worker that was started in a directory.
  static void endAllOf(Path directory) {
    for (ProcessTable.Found left : ProcessTable.workersOf(directory)) {
      ProcessHandle.of(left.pid())
          .ifPresent(
              process -> {
                process.destroyForcibly();
                process.onExit().join();
              });
    }
  }

  private static void manage(Path directory) throws Exception {
    ProcessFleet fleet = fleet("obeys", directory, Clock.systemUTC());
    Files.createFile(directory.resolve("managing"));
    fleet.start(3);
  }

  static ProcessFleet fleet(String manner, Path directory, Clock clock) {
    return new ProcessFleet(
        new ProcessFleet.Settings(
            command(manner, directory),
            Map.of(),
            directory,
            3,
            GRACE,
            new ProcessFleet.Bounds(3, BOOT_LIMIT, LOG_BYTES, LOGS)),
        clock);
  }

  static List<String> command(String manner, Path directory) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx32m",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        StandIn.class.getName(),
        manner,
        directory.toString());
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
