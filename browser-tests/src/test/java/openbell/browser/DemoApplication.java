package openbell.browser;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The packaged application with the sample market open behind it.
final class DemoApplication implements AutoCloseable {
  private static final int SAMPLES = 8;
  private static final long LONGEST_START_SECONDS = 90;

  private final Process process;
  private final String url;

  private DemoApplication(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /// Returns when the mails of the sample market open are in the mailbox.
  static DemoApplication start() throws Exception {
    Path root = Path.of(System.getProperty("openbell.root", "..")).toAbsolutePath().normalize();
    Path var = Files.createTempDirectory("openbell-browser");
    int port = freePort();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djdk.virtualThreadScheduler.parallelism=16",
                "-jar",
                root.resolve("deploy/embedded/target/quarkus-app/quarkus-run.jar").toString(),
                "up",
                "--port",
                Integer.toString(port),
                "--var",
                var.toString())
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(var.resolve("console.log").toFile())
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
    while (mails(var) < SAMPLES) {
      if (System.nanoTime() > end || !process.isAlive()) {
        process.destroy();
        throw new IllegalStateException(
            "no mails: " + Files.readString(var.resolve("console.log")));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return new DemoApplication(process, "http://localhost:" + port);
  }

  String url() {
    return url;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static long mails(Path var) {
    Path mailbox = var.resolve("mailbox");
    // Names alone: a mail's temporary file may be gone before its attributes are read.
    String[] mails = mailbox.toFile().list((_, name) -> name.endsWith(".eml"));
    return mails == null ? 0 : mails.length;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
