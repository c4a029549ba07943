package openbell.faults;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.adapter.RedisJobQueues;
import openbell.runtime.testing.Documents;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.testing.RealRedis;
import org.jdbi.v3.core.Jdbi;

/// Days with market opens for a fleet that starts from zero: a scheduler, a manager that makes
/// worker processes of its own, a real Redis and PostgreSQL. Workers reach Redis by a slow line, so
/// that a batch takes long enough to be disturbed.
final class Day implements AutoCloseable {
  static final int PORTFOLIOS = Integer.getInteger("openbell.day.portfolios", 60);
  static final int MOST = 3;

  private static final Duration LONGEST = ofSeconds(PORTFOLIOS > 100 ? 300 : 90);
  private static final String KEY = "ob_live_a1b2c3d4_0123456789abcdefghijABCDEFGHIJ01";
  private static final String[] CALLER = {"Authorization", "Bearer " + KEY};

  private final Path folder;
  private final RealRedis redis = RealRedis.with("--maxmemory-policy", "noeviction");
  private final RealPostgres postgres;
  private final RealPostgres.Database database;
  private final ChaosProxy line = new ChaosProxy(redis.port());
  private final Vertx vertx = Vertx.vertx();
  private final RedisJobQueues queues = new RedisJobQueues(vertx, redis.uri(), 100_000);
  private final Program scheduler;
  private Program manager;
  private LocalDate session = LocalDate.parse("2016-01-03");

  Day() {
    try {
      folder = Files.createTempDirectory("openbell-day");
      postgres = RealPostgres.on(Files.createDirectory(folder.resolve("postgres")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database = postgres.database();
    scheduler = start("portfolio-scheduler");
    Program.awaitReady(List.of(scheduler));
    manager = start("machine-manager");
    Program.awaitReady(List.of(manager));
    for (int n = 0; n < PORTFOLIOS; n++) {
      require(201, scheduler.post("/api/v1/portfolios", Documents.cross(n), CALLER));
    }
  }

  private Program start(String module) {
    Map<String, String> settings = new HashMap<>(CitySettings.IMPATIENT);
    settings.put("QUARKUS_DATASOURCE_JDBC_URL", database.url());
    settings.put("QUARKUS_REDIS_HOSTS", redis.uri());
    settings.put("OPENBELL_ARTIFACT_DIRECTORY", artifacts().toString());
    settings.put("OPENBELL_SECURITY_BOOTSTRAP_KEY", KEY);
    // A loaded host is no reason to take a job away: what is lost here counts as a crash.
    settings.put("OPENBELL_QUEUE_LEASE_FOR", "6s");
    settings.put("OPENBELL_MACHINES_FLEET", "process");
    settings.put("OPENBELL_MACHINES_MAX_MACHINES", Integer.toString(MOST));
    // So short that one worker is not enough.
    settings.put("OPENBELL_SCHEDULER_FINISH_WITHIN", "30s");
    settings.put("OPENBELL_MACHINES_FINISH_WITHIN", "30s");
    settings.put("OPENBELL_MACHINES_EVERY_WORKING", "1s");
    settings.put("OPENBELL_MACHINES_IDLE_GRACE", "2s");
    settings.put("OPENBELL_MACHINES_START_PAUSE", "1s");
    settings.put("OPENBELL_MACHINES_PROCESS_DIRECTORY", folder.resolve("machines").toString());
    settings.put("OPENBELL_MACHINES_PROCESS_COMMAND", String.join(",", worker()));
    return Program.start(module, module, folder, settings);
  }

  private List<String> worker() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        mark(),
        "-Dquarkus.redis.hosts=redis://127.0.0.1:" + line.port(),
        "-Xmx192m",
        "-Djdk.virtualThreadScheduler.parallelism=16",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        Program.ROOT.resolve("strategy-worker/target/quarkus-app/quarkus-run.jar").toString());
  }

  /// By which the operating system knows the workers of this day.
  private String mark() {
    return "-Dopenbell.day=" + folder.getFileName();
  }

  /// The workers that live, by the operating system and by nobody's notes.
  List<ProcessHandle> workers() {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .filter(process -> process.info().commandLine().orElse("").contains(mark()))
        .toList();
  }

  /// Opens the market of the next session.
  ///
  /// @param each by how much each answer of Redis comes late to a worker
  Batch open(Duration each) {
    line.weather(new ChaosProxy.Weather.Slow(each));
    while (true) {
      session = session.plusDays(1);
      String wish = "{\"market\":\"XNYS\",\"session\":\"%s\"}".formatted(session);
      HttpResponse<String> answer = scheduler.post("/api/v1/market-opens", wish, CALLER);
      if (!answer.body().contains("NO_SESSION")) {
        require(202, answer);
        return new Batch(session, PORTFOLIOS);
      }
    }
  }

  /// Waits until some runs of a batch are done, and others not.
  void awaitMiddle(Batch batch) {
    await("the middle of " + batch)
        .atMost(LONGEST)
        .pollInterval(ofMillis(20))
        .until(() -> done(batch) >= 4 && !workers().isEmpty());
    if (done(batch) == batch.runs()) {
      throw new AssertionError("the batch was over before it could be disturbed");
    }
  }

  /// @return the largest number of workers seen on the way
  int awaitDone(Batch batch) {
    int most = 0;
    long end = System.nanoTime() + LONGEST.toNanos();
    while (done(batch) < batch.runs()) {
      most = Math.max(most, workers().size());
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "%d of %d runs after %s; %s"
                .formatted(done(batch), batch.runs(), LONGEST, ask("/api/v1/machines")));
      }
      City.sleep(50);
    }
    return most;
  }

  /// Waits until nobody works any more, by the operating system and by the manager.
  void awaitZero() {
    await("an empty fleet")
        .atMost(LONGEST)
        .pollInterval(ofMillis(50))
        .until(() -> workers().isEmpty() && ask("/api/v1/machines").contains("\"machines\":[]"));
  }

  int done(Batch batch) {
    return new RunRecords(records()).done(batch);
  }

  void killManager() {
    manager.kill();
  }

  void restartManager() {
    manager = start("machine-manager");
    Program.awaitReady(List.of(manager));
  }

  Program manager() {
    return manager;
  }

  String ask(String path) {
    HttpResponse<String> answer = manager.get(path, CALLER);
    require(200, answer);
    return answer.body();
  }

  JobQueue jobs() {
    return queues.named("run-jobs");
  }

  Jdbi records() {
    return database.jdbi();
  }

  Path artifacts() {
    return folder.resolve("artifacts");
  }

  private static void require(int code, HttpResponse<String> answer) {
    if (answer.statusCode() != code) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
  }

  @Override
  public void close() {
    manager.close();
    scheduler.close();
    workers().forEach(ProcessHandle::destroyForcibly);
    queues.close();
    vertx.close();
    line.close();
    redis.close();
    postgres.close();
    Leftovers.clear(folder, redis.folder());
  }
}
