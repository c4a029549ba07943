package openbell.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// `./openbell bench pipeline`: start-up, a market open of many portfolios, and submitting
/// meanwhile.
///
/// Arguments: the project's root, and optionally the number of portfolios (1,000).
public final class PipelineBench {
  private static final String FIRST_SESSION = "2019-12-30";
  private static final String SECOND_SESSION = "2019-12-31";
  private static final int SUBMITTERS = 8;
  private static final int SUBMITS_PER_SECOND = 200;
  private static final Duration LOAD = Duration.ofSeconds(15);
  private static final Duration LONGEST_BATCH = Duration.ofMinutes(5);
  private static final int SAMPLES = 8;

  private final Path root;
  private final int portfolios;
  private final PrintStream out;

  private PipelineBench(Path root, int portfolios, PrintStream out) {
    this.root = root;
    this.portfolios = portfolios;
    this.out = out;
  }

  public static void main(String[] arguments) throws Exception {
    int portfolios = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
    Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
    new PipelineBench(root, portfolios, System.out).run();
  }

  private void run() throws Exception {
    out.printf(
        "Java %s, %d cores, heap of the application 512 MiB%n%n",
        System.getProperty("java.version"), Runtime.getRuntime().availableProcessors());
    Path scratch = Files.createTempDirectory("openbell-bench");
    startUp(scratch);
    marketOpen(scratch);
    out.printf("%nLogs and data: %s%n", scratch);
  }

  private void startUp(Path scratch) throws Exception {
    Path var = scratch.resolve("start-up");
    try (Application first = Application.start(root, var)) {
      row("up, first start, ready after", first.startedIn(), "limit 15 s");
      row("sample batch mailed after that", first.awaitMails(SAMPLES, LONGEST_BATCH), "limit 5 s");
    }
    try (Application second = Application.start(root, var)) {
      row("up, second start, ready after", second.startedIn(), "limit 15 s");
    }
  }

  private void marketOpen(Path scratch) throws Exception {
    try (Application application =
        Application.start(root, scratch.resolve("market-open"), "--no-demo")) {
      submitAll(application);
      open(application, FIRST_SESSION);
      Duration mailed = application.awaitMails(portfolios, LONGEST_BATCH);
      row("%,d portfolios, tick to last mail".formatted(portfolios), mailed, "limit 30 s");
      open(application, SECOND_SESSION);
      OpenLoop.Latencies latencies =
          new OpenLoop(SUBMITS_PER_SECOND, LOAD)
              .run(n -> accepted(application, Crossings.document(portfolios + n)));
      out.printf(
          "%-44s p50 %.1f ms  p99 %.1f ms  max %.1f ms, %d failed (limit p99 20 ms)%n",
          "submit at %d/s during a batch".formatted(SUBMITS_PER_SECOND),
          latencies.milliseconds(0.50),
          latencies.milliseconds(0.99),
          latencies.milliseconds(1),
          latencies.failed());
      application.awaitMails(2L * portfolios, LONGEST_BATCH);
      out.printf("%-44s %d MiB%n", "most resident memory", application.residentMebibytes());
    }
  }

  private void submitAll(Application application) throws Exception {
    long before = System.nanoTime();
    AtomicInteger refused = new AtomicInteger();
    Semaphore places = new Semaphore(SUBMITTERS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < portfolios; n++) {
        String document = Crossings.document(n);
        places.acquire();
        threads.execute(
            () -> {
              if (!accepted(application, document)) {
                refused.incrementAndGet();
              }
              places.release();
            });
      }
      threads.shutdown();
      threads.awaitTermination(2, TimeUnit.MINUTES);
    }
    if (refused.get() > 0) {
      throw new IllegalStateException(refused + " portfolios were refused");
    }
    row(
        "submit %,d portfolios, %d at a time".formatted(portfolios, SUBMITTERS),
        Duration.ofNanos(System.nanoTime() - before),
        "");
  }

  private static void open(Application application, String session) throws Exception {
    String body = "{\"market\":\"XNYS\",\"session\":\"%s\"}".formatted(session);
    int status = application.post("/api/v1/market-opens", body);
    if (status >= 300) {
      throw new IllegalStateException("the market open was answered with " + status);
    }
  }

  private static boolean accepted(Application application, String document) {
    try {
      return application.post("/api/v1/portfolios", document) < 300;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception e) {
      return false;
    }
  }

  private void row(String what, Duration took, String limit) {
    out.printf("%-44s %.2f s  %s%n", what, took.toMillis() / 1000.0, limit);
  }
}
