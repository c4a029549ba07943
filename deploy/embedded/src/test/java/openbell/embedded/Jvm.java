package openbell.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A packaged application as a process of its own, and its HTTP face.
final class Jvm implements AutoCloseable {
  static final Path ROOT = Path.of(System.getProperty("openbell.root", "../..")).normalize();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Process process;
  private final Path log;
  private final URI base;

  private Jvm(Process process, Path log, URI base) {
    this.process = process;
    this.log = log;
    this.base = base;
  }

  /// Starts `MODULE/target/quarkus-app/quarkus-run.jar`.
  static Jvm start(
      String module, Path log, int port, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> words = new ArrayList<>();
    words.add(java());
    words.add("-Xmx512m");
    words.add("-Djdk.virtualThreadScheduler.parallelism=16");
    words.add("-XX:+UseSerialGC");
    words.add("-XX:TieredStopAtLevel=1");
    words.add("-jar");
    words.add(ROOT.resolve(module).resolve("target/quarkus-app/quarkus-run.jar").toString());
    words.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return new Jvm(builder.start(), log, URI.create("http://localhost:" + port));
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  Process process() {
    return process;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /// Whether it serves; an ended process fails the test at once, with its log.
  boolean ready() throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError("%s ended with %d:%n%s".formatted(log, process.exitValue(), log()));
    }
    try {
      return get("/q/health/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  HttpResponse<String> get(String path, String... headers) throws IOException {
    return send(request(path, headers).GET().build());
  }

  HttpResponse<String> post(String path, String json, String... headers) throws IOException {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  /// What a mail program sends to `List-Unsubscribe` (RFC 8058): no key, no cookie.
  HttpResponse<String> oneClick(String path) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
            .build());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// SIGTERM, and the exit code.
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      String threads = threads();
      process.destroyForcibly();
      throw new AssertionError("it did not stop within 90 s; see " + log + "\n" + threads);
    }
    return process.exitValue();
  }

  /// What its threads do: the one thing to know about a process that does not end.
  private String threads() throws InterruptedException {
    try {
      Process jstack =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jstack").toString(),
                  Long.toString(process.pid()))
              .redirectErrorStream(true)
              .start();
      String dump = new String(jstack.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      jstack.waitFor();
      return dump;
    } catch (IOException e) {
      return "its threads cannot be read: " + e.getMessage();
    }
  }

  /// SIGKILL.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    if (process.isAlive()) {
      stop();
    }
  }
}
