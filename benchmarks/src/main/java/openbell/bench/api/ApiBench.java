package openbell.bench.api;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import openbell.bench.Machine;

/// `./openbell bench api`: submitting at a fixed rate, reading as fast as it goes, and watching
/// runs live, against the API as a process of its own on the same machine.
///
/// Arguments: the project's root, and optionally how many seconds of submitting (20) and how many
/// watchers (5,000).
public final class ApiBench {
  private static final int SUBMITS_PER_SECOND = 1_000;
  private static final int WARM_UP_SECONDS = 10;
  private static final int LINES = 32;
  private static final int READ_LINES = 8;
  private static final int READS = 20_000;
  private static final int RUNS_MADE_AT_ONCE = 8;
  private static final int DISPATCH_SECONDS = 15;
  private static final int EVENTS_PER_SECOND = 1_000;
  private static final int LISTENING_SECONDS = 10;

  private final ApiServer server;
  private final int seconds;
  private final int watchers;
  private final PrintStream out;
  private final List<String> portfolios = new ArrayList<>();
  private final List<String> runs = new ArrayList<>();

  private ApiBench(ApiServer server, int seconds, int watchers, PrintStream out) {
    this.server = server;
    this.seconds = seconds;
    this.watchers = watchers;
    this.out = out;
  }

  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    int watchers = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5_000;
    PrintStream out = System.out;
    out.printf(
        "%s%nJava %s%nload before: %s%n%n", Machine.hardware(), Machine.java(), Machine.loadText());
    Path scratch = Files.createTempDirectory("openbell-bench-api");
    try (ApiServer server = ApiServer.start(root, scratch)) {
      new ApiBench(server, seconds, watchers, out).run();
    }
    out.printf("%nload after: %s%nLog of the API: %s%n", Machine.loadText(), scratch);
  }

  private void run() throws IOException, InterruptedException {
    submit();
    read();
    watch();
    List<Long> resident = server.residentMebibytes();
    out.printf(
        "%-44s %d MiB now, %d MiB at most  (goal 512 MiB)%n",
        "resident memory of the API", resident.get(0), resident.get(1));
  }

  private void submit() throws IOException {
    int warm = WARM_UP_SECONDS * SUBMITS_PER_SECOND / 2;
    Load load = new Load(server.address(), LINES);
    load.run(SUBMITS_PER_SECOND / 2, warm, Requests::submit, _ -> {});
    Load.Result result =
        load.run(
            SUBMITS_PER_SECOND,
            seconds * SUBMITS_PER_SECOND,
            n -> Requests.submit(warm + n),
            answer -> portfolios.add(Requests.id(answer)));
    paced("submit at %,d/s for %d s".formatted(SUBMITS_PER_SECOND, seconds), result);
  }

  private void read() throws IOException, InterruptedException {
    reads("read one portfolio", n -> "/api/v1/portfolios/" + portfolios.get(n % portfolios.size()));
    reads("list 10 portfolios", _ -> "/api/v1/portfolios?limit=10");
    makeRuns(Math.min(watchers, portfolios.size()));
    // Runs that were just asked for are turned into jobs; that is not what is measured here.
    TimeUnit.SECONDS.sleep(DISPATCH_SECONDS);
    reads("read one run", n -> "/api/v1/runs/" + runs.get(n % runs.size()));
  }

  private void reads(String what, IntFunction<String> path) throws IOException {
    Load load = new Load(server.address(), READ_LINES);
    load.run(0, READS / 2, n -> Requests.get(path.apply(n)), _ -> {});
    Load.Result result = load.run(0, READS, n -> Requests.get(path.apply(n)), _ -> {});
    out.printf(
        "%-44s %,.0f/s  p50 %.2f ms  p99 %.2f ms, %d failed  (goal 5,000/s)%n",
        what,
        result.perSecond(),
        result.milliseconds(0.50),
        result.milliseconds(0.99),
        result.failed());
  }

  /// One run for each of the first portfolios: what is read and watched.
  private void makeRuns(int count) throws IOException {
    Load.Result made =
        new Load(server.address(), RUNS_MADE_AT_ONCE)
            .run(
                0,
                count,
                n ->
                    Requests.post(
                        "/api/v1/portfolios/" + portfolios.get(n) + "/runs",
                        "{\"session\": \"2018-05-11\"}"),
                answer -> runs.add(Requests.id(answer)));
    if (made.failed() > 0) {
      throw new IllegalStateException(made.failed() + " runs were refused");
    }
  }

  private void watch() throws IOException, InterruptedException {
    int events = EVENTS_PER_SECOND * LISTENING_SECONDS;
    try (Watchers ears = new Watchers(events);
        Events feed = Events.of(server, runs)) {
      int open = ears.open(server.address(), runs.stream().map(Requests::watch).toList());
      if (open == 0) {
        out.printf("%-44s left out: this API has no live events%n", "watching runs");
        return;
      }
      Thread teller = feed.tell(EVENTS_PER_SECOND, events);
      ears.listen(events, Duration.ofSeconds(LISTENING_SECONDS + 10));
      teller.join();
      long[] nanos = ears.latencies();
      Load.Result result = new Load.Result(nanos, events - nanos.length, Duration.ofSeconds(1));
      out.printf(
          "%-44s p50 %.1f ms  p95 %.1f ms  max %.1f ms, %,d of %,d heard  (goal p95 100 ms)%n",
          "%,d watchers, %,d events/s".formatted(open, EVENTS_PER_SECOND),
          result.milliseconds(0.50),
          result.milliseconds(0.95),
          result.milliseconds(1),
          nanos.length,
          events);
    }
  }

  private void paced(String what, Load.Result result) {
    out.printf(
        "%-44s p50 %.1f ms  p99 %.1f ms  max %.1f ms, %,.0f/s, %d failed  (goal p99 50 ms)%n",
        what,
        result.milliseconds(0.50),
        result.milliseconds(0.99),
        result.milliseconds(1),
        result.perSecond(),
        result.failed());
  }
}
