package openbell.bench.scale;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import openbell.bench.Crossings;
import openbell.bench.Machine;
import openbell.bench.queue.Servers;
import openbell.model.strategy.EngineLimits;

/// `./openbell bench scale`: from a job that is pushed while no worker runs to its claim, from the
/// start of a worker to its first claim, what a manager does while nothing is to be done, and how
/// large a worker grows. Real processes on a Redis and a PostgreSQL of this run's own.
///
/// Arguments: the project's root, and optionally how many jobs the large worker does (10,000), and
/// one part alone: `starts`, `size` or `manager`.
public final class ScaleBench {
  private static final int ROUNDS = 5;
  private static final int WAKES = 3;

  /// That the portfolios of a day are about, each of one of them.
  private static final int USUAL_SYMBOLS = 40;

  /// Of as many symbols as a document may have.
  private static final int LARGE_RUNS = 6;

  private static final int REST_SECONDS = 5;

  private static final int IDLE_SECONDS = 60;
  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final Duration LONGEST_JOBS = Duration.ofMinutes(20);
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Path root;
  private final Path worker;
  private final Path scratch;
  private final Servers servers;
  private final Jobs jobs;
  private final PrintStream out = System.out;

  private ScaleBench(Path root, Path scratch, Servers servers, Jobs jobs) {
    this.root = root;
    this.worker = root.resolve("strategy-worker/target/quarkus-app");
    this.scratch = scratch;
    this.servers = servers;
    this.jobs = jobs;
  }

  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
    int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
    Path scratch = Files.createTempDirectory("openbell-bench-scale");
    PrintStream out = System.out;
    out.printf(
        "%s%nJava %s%nload before: %s%n%n", Machine.hardware(), Machine.java(), Machine.loadText());
    try (Servers servers = Servers.start();
        Jobs jobs = new Jobs(servers.redisUri())) {
      ScaleBench bench = new ScaleBench(root, scratch, servers, jobs);
      String part = arguments.length > 2 ? arguments[2] : "all";
      if (part.equals("all") || part.equals("starts")) {
        bench.starts();
      }
      if (part.equals("all") || part.equals("size")) {
        bench.grow(count);
      }
      if (part.equals("all") || part.equals("manager")) {
        bench.manage();
      }
    }
    out.printf("%nload after: %s%nLogs: %s%n", Machine.loadText(), scratch);
  }

  private void starts() throws Exception {
    row("worker start to first claim, no cache", times(false), "");
    if (Files.exists(worker.resolve("worker.aot"))) {
      row("worker start to first claim, AOT cache", times(true), "goal 0.8 s");
    } else {
      out.printf("%-46s left out: ./openbell worker-cache makes it%n", "worker start, AOT cache");
    }
  }

  private List<Duration> times(boolean cached) throws Exception {
    List<Duration> times = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      jobs.push(1);
      try (Program program =
          startWorker(cached, "worker-%b-%d".formatted(cached, round), Map.of())) {
        times.add(jobs.untilClaimed(program, LONGEST_START));
        jobs.untilDone(program, LONGEST_START);
      }
    }
    return times;
  }

  private void grow(int count) throws Exception {
    try (Program program = startWorker(true, "worker-many", manySymbols())) {
      long before = System.nanoTime();
      jobs.push(count, n -> Crossings.document(n, List.of(Universe.symbol(n % USUAL_SYMBOLS))));
      jobs.untilDone(program, LONGEST_JOBS);
      size("after %,d jobs of %d symbols".formatted(count, USUAL_SYMBOLS), "goal 200", program);
      out.printf(
          "%-46s %.0f jobs/s, %.1f s of processor%n",
          "", count / ((System.nanoTime() - before) / 1e9), program.processorSeconds());
    }
    try (Program program = startWorker(true, "worker-large", manySymbols())) {
      jobs.push(LARGE_RUNS, n -> Crossings.document(n, Universe.symbols(EngineLimits.SYMBOLS)));
      jobs.untilDone(program, LONGEST_JOBS);
      size("after %d runs of %d symbols".formatted(LARGE_RUNS, EngineLimits.SYMBOLS), "", program);
      TimeUnit.SECONDS.sleep(REST_SECONDS);
      size("%d s later".formatted(REST_SECONDS), "", program);
    }
  }

  private void size(String after, String goal, Program program) throws IOException {
    out.printf(
        "%-46s %d MiB, at most %d MiB  %s%n",
        "memory of a worker " + after,
        program.mebibytes("VmRSS"),
        program.mebibytes("VmHWM"),
        goal.isEmpty() ? "" : "(" + goal + " MB)");
  }

  private Map<String, String> manySymbols() throws IOException {
    Path bars = scratch.resolve("bars");
    if (!Files.exists(bars)) {
      Universe.write(root.resolve("sample-data/bars/SPX.csv"), bars, EngineLimits.SYMBOLS);
    }
    return Map.of("OPENBELL_WORKER_BARS_DIRECTORY", bars.toString());
  }

  private void manage() throws Exception {
    Path jar = root.resolve("machine-manager/target/quarkus-app/quarkus-run.jar");
    List<String> command =
        List.of(
            java(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-Djdk.virtualThreadScheduler.parallelism=16",
            "-jar",
            jar.toString());
    try (Program manager =
        Program.start(root, command, managerEnvironment(), scratch.resolve("manager.log"))) {
      manager.awaitLine("started in", 90);
      // What comes once, after a start, is no waiting.
      TimeUnit.SECONDS.sleep(20);
      idle(manager);
      List<Duration> wakes = new ArrayList<>();
      for (int wake = 0; wake < WAKES; wake++) {
        jobs.push(1);
        wakes.add(jobs.untilClaimed(manager, LONGEST_START));
        jobs.untilDone(manager, LONGEST_START);
        awaitNobody(manager);
      }
      row("job pushed to zero workers, until claimed", wakes, "goal 1.5 s");
    }
  }

  private void idle(Program manager) throws Exception {
    Commands before = Commands.of(servers.redisPort());
    double processor = manager.processorSeconds();
    TimeUnit.SECONDS.sleep(IDLE_SECONDS);
    double used = manager.processorSeconds() - processor;
    Commands more = Commands.of(servers.redisPort()).since(before);
    out.printf("%-46s %.2f %% of a core  (goal 1 %%)%n", "idle manager", 100 * used / IDLE_SECONDS);
    out.printf(
        "%-46s %d a minute  (goal 4 and waiting) %s%n",
        "Redis commands of an idle manager", more.sent() * 60 / IDLE_SECONDS, more.calls());
  }

  private static void awaitNobody(Program manager) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (manager.process().descendants().findAny().isPresent()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the manager's workers do not end");
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    // Its end has to be noticed, too.
    TimeUnit.SECONDS.sleep(2);
  }

  private Program startWorker(boolean cached, String name, Map<String, String> more)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(java(), "@" + worker.resolve("worker.options")));
    if (cached && Files.exists(worker.resolve("worker.aot"))) {
      command.add("-XX:AOTCache=" + worker.resolve("worker.aot"));
    }
    command.addAll(List.of("-jar", worker.resolve("quarkus-run.jar").toString()));
    Map<String, String> environment = environment();
    environment.putAll(more);
    return Program.start(root, command, environment, scratch.resolve(name + ".log"));
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_HTTP_PORT", "0");
    environment.put("QUARKUS_REDIS_HOSTS", servers.redisUri());
    environment.put("OPENBELL_WORKER_BARS_DIRECTORY", root.resolve("sample-data/bars").toString());
    environment.put("OPENBELL_ARTIFACT_DIRECTORY", scratch.resolve("artifacts").toString());
    return environment;
  }

  private Map<String, String> managerEnvironment() {
    Map<String, String> environment = environment();
    environment.put(
        "QUARKUS_DATASOURCE_JDBC_URL",
        "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(servers.postgres().getPort()));
    environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
    environment.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
    environment.put("OPENBELL_SECURITY_BOOTSTRAP_KEY", "ob_live_bench001_" + "b".repeat(32));
    environment.put("OPENBELL_LINKS_KEY_FILE", scratch.resolve("link-keys").toString());
    environment.put("OPENBELL_MACHINES_FLEET", "process");
    environment.put("OPENBELL_MACHINES_PROCESS_DIRECTORY", scratch.resolve("fleet").toString());
    environment.put("OPENBELL_MACHINES_IDLE_GRACE", GRACE.toString());
    return environment;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private void row(String what, List<Duration> times, String goal) {
    List<Duration> sorted = times.stream().sorted().toList();
    out.printf(
        "%-46s median %.2f s, %.2f to %.2f s  %s%n",
        what,
        sorted.get(sorted.size() / 2).toMillis() / 1e3,
        sorted.getFirst().toMillis() / 1e3,
        sorted.getLast().toMillis() / 1e3,
        goal.isEmpty() ? "" : "(" + goal + ")");
  }
}
