package openbell.scheduler.intake;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.queue.QueueDepth;
import org.jdbi.v3.core.Jdbi;

/// The scheduler with its timers off, two owners, and the sample bars.
public final class Service implements QuarkusTestProfile {
  /// Credential of the owner `bob`; requests without one are `ada`.
  static final String BOB = "Bearer ob_live_bobs0001_" + "b".repeat(32);

  private static final List<String> TABLES =
      List.of(
          "portfolio",
          "submit_key",
          "schedule_ledger",
          "run",
          "outbox",
          "repetition",
          "portfolio_version",
          "candidate",
          "impact");

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "openbell.security.local-owner", "ada",
        "openbell.security.bootstrap-key", BOB.substring("Bearer ".length()),
        "openbell.security.bootstrap-owner", "bob",
        "openbell.security.requests-per-minute", "100000",
        "openbell.scheduler.tick-every", "off",
        "openbell.scheduler.reconcile-every", "off",
        "openbell.keep.every", "off",
        "openbell.forecast.every", "off",
        "openbell.scheduler.instruments", root().resolve("sample-data/bars").toString(),
        "openbell.artifact.directory", temporary());
  }

  static Path root() {
    return Path.of(System.getProperty("openbell.root", "..")).toAbsolutePath().normalize();
  }

  static String sample(String name) {
    try {
      return Files.readString(root().resolve("sample-data/portfolios").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Empties the schema once nothing is under way that an earlier test began.
  static void empty(Jdbi jdbi, JobQueues queues) {
    // Mostly nothing is: the first look is at once.
    await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .until(
            () ->
                count(jdbi, "outbox where sent_at is null") == 0
                    && busy(queues.named("run-requests").depth()) == 0
                    && busy(queues.named("run-outcomes").depth()) == 0);
    // Emptying small tables row by row takes a hundredth of the time that `truncate` takes.
    jdbi.useTransaction(
        handle -> TABLES.forEach(table -> handle.execute("delete from scheduler." + table)));
  }

  private static long busy(QueueDepth depth) {
    return depth.ready() + depth.leased() + depth.delayed();
  }

  static int count(Jdbi jdbi, String table) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from scheduler." + table)
                .mapTo(Integer.class)
                .one());
  }

  private static String temporary() {
    try {
      return Files.createTempDirectory("openbell-artifacts").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
