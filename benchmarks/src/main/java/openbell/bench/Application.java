package openbell.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The packaged application as a process of its own, with a directory of its own.
final class Application implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  private final Process process;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path var;
  private final URI base;
  private final Duration startedIn;

  private Application(Process process, Path var, URI base) throws Exception {
    this.process = process;
    this.var = var;
    this.base = base;
    long before = System.nanoTime();
    awaitReady();
    this.startedIn = Duration.ofNanos(System.nanoTime() - before);
  }

  /// Starts it and returns when it is ready to serve.
  static Application start(Path root, Path var, String... options) throws Exception {
    int port = freePort();
    List<String> words = new ArrayList<>();
    // The launcher hands its process over to Java: its flags are what people get.
    words.add(root.resolve("openbell").toString());
    words.addAll(List.of("up", "--port", Integer.toString(port), "--var", var.toString()));
    words.addAll(List.of(options));
    Process process =
        new ProcessBuilder(words)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(var.resolveSibling(var.getFileName() + ".log").toFile())
            .start();
    return new Application(process, var, URI.create("http://localhost:" + port));
  }

  Duration startedIn() {
    return startedIn;
  }

  /// Number of mails in the file channel.
  long mails() {
    Path mailbox = var.resolve("mailbox");
    // Names alone: a mail's temporary file may be gone before its attributes are read.
    String[] mails = mailbox.toFile().list((_, name) -> name.endsWith(".eml"));
    return mails == null ? 0 : mails.length;
  }

  /// Waits for a number of mails and returns how long that took.
  Duration awaitMails(long expected, Duration longest) throws Exception {
    long before = System.nanoTime();
    while (mails() < expected) {
      if (System.nanoTime() - before > longest.toNanos()) {
        throw new IllegalStateException(
            "only %d of %d mails after %s".formatted(mails(), expected, longest));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return Duration.ofNanos(System.nanoTime() - before);
  }

  /// Posts JSON and returns the status.
  int post(String path, String body) throws Exception {
    return client.send(request(path, body), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest request(String path, String body) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(Duration.ofSeconds(20))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private void awaitReady() throws Exception {
    HttpRequest ready = HttpRequest.newBuilder(base.resolve("/q/health/ready")).build();
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // Not listening yet: the next look follows.
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new IllegalStateException("the application did not become ready; see " + var + ".log");
  }

  /// Resident memory of the JVM in MiB, or -1 where /proc does not exist.
  long residentMebibytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return -1;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return -1;
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
    try {
      process.onExit().get(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
