package openbell.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/// A packaged service as a process of its own: started, stopped, paused and killed by its id.
final class Program implements AutoCloseable {
  static final Path ROOT =
      Path.of(System.getProperty("openbell.root", "..")).toAbsolutePath().normalize();
  private static final Duration LONGEST_START = Duration.ofSeconds(120);
  private static final Duration LONGEST_CALL = Duration.ofSeconds(20);
  /// The generations of the serial collector, as `jcmd` prints them.
  private static final Pattern HEAP =
      Pattern.compile("(?m)^ *(?:DefNew|Tenured) +total [0-9]+K, used ([0-9]+)K");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private final String name;
  private final Process process;
  private final Path log;
  private final URI base;

  private Program(String name, Process process, Path log, URI base) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.base = base;
  }

  /// Starts `MODULE/target/quarkus-app/quarkus-run.jar` and does not wait for it.
  static Program start(String module, String name, Path folder, Map<String, String> settings) {
    int port = Ports.free();
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djdk.virtualThreadScheduler.parallelism=16",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                ROOT.resolve(module).resolve("target/quarkus-app/quarkus-run.jar").toString())
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(settings);
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
    try {
      return new Program(name, builder.start(), log, URI.create("http://127.0.0.1:" + port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until all of them serve.
  static void awaitReady(List<Program> programs) {
    Awaitility.await()
        .atMost(LONGEST_START)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> programs.stream().allMatch(Program::ready));
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  URI base() {
    return base;
  }

  boolean alive() {
    return process.isAlive();
  }

  /// Whether it serves. An ended process fails at once, with its log.
  boolean ready() {
    if (!alive()) {
      throw new AssertionError(name + " ended with " + process.exitValue() + ":\n" + log());
    }
    try {
      return get("/q/health/ready").statusCode() == 200;
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What our own code logged as an error. Libraries also log failures that were judged and
  /// retried.
  List<String> errors() {
    return log().lines().filter(line -> line.contains(" ERROR [openbell.")).toList();
  }

  /// Alerts raised since it started.
  long alerts() {
    return log().lines().filter(line -> line.contains("alert: ")).count();
  }

  /// Heap in use after a full collection, in bytes.
  long liveHeap() {
    jcmd("GC.run");
    Matcher spaces = HEAP.matcher(jcmd("GC.heap_info"));
    long kibibytes = 0;
    while (spaces.find()) {
      kibibytes += Long.parseLong(spaces.group(1));
    }
    if (kibibytes == 0) {
      throw new IllegalStateException("the heap of " + this + " could not be read");
    }
    return kibibytes * 1024;
  }

  private String jcmd(String command) {
    try {
      String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
      Process asked =
          new ProcessBuilder(jcmd, Long.toString(pid()), command).redirectErrorStream(true).start();
      return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  HttpResponse<String> post(String path, String json, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(LONGEST_CALL);
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// SIGSTOP.
  void pause() {
    Signals.pause(pid());
  }

  /// SIGCONT.
  void resume() {
    Signals.resume(pid());
  }

  /// SIGKILL; also ends a paused process.
  void kill() {
    process.destroyForcibly();
    await(10);
  }

  /// SIGTERM; answers how long the end took.
  Duration terminate() {
    long before = System.nanoTime();
    process.destroy();
    if (!await(60)) {
      process.destroyForcibly();
      throw new AssertionError(name + " did not stop within 60 s; see " + log);
    }
    return Duration.ofNanos(System.nanoTime() - before);
  }

  private boolean await(long seconds) {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    if (alive()) {
      kill();
    }
  }

  @Override
  public String toString() {
    return name + " (process " + pid() + ")";
  }
}
