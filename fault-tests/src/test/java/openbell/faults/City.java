package openbell.faults;

import static java.time.Duration.ofSeconds;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.adapter.RedisJobQueues;
import openbell.runtime.testing.Documents;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.testing.RealRedis;
import org.jdbi.v3.core.Jdbi;

/// The whole of Openbell as processes: a real Redis and PostgreSQL behind proxies, the services, a
/// few workers, and a post office that witnesses every mail. Shared by all scenarios of a run.
final class City implements AutoCloseable {
  static final Duration LEASE = ofSeconds(3);
  static final Duration BEAT = ofSeconds(1);
  static final int WORKERS = 2;
  static final int PORTFOLIOS = 40;
  static final List<String> CHANNELS =
      List.of("run-requests", "run-jobs", "run-results", "run-outcomes", "notifications");

  private static final String KEY = "ob_live_a1b2c3d4_0123456789abcdefghijABCDEFGHIJ01";
  private static final String[] CALLER = {"Authorization", "Bearer " + KEY};

  private final Path folder;
  private final RealRedis redis = RealRedis.with("--maxmemory-policy", "noeviction");
  private final RealPostgres postgres;
  private final RealPostgres.Database database;
  private final ChaosProxy redisLine = new ChaosProxy(redis.port());
  private final ChaosProxy postgresLine;
  private final Post post = new Post();
  private final Vertx vertx = Vertx.vertx();
  private final RedisJobQueues queues = new RedisJobQueues(vertx, redis.uri(), 100_000);
  private final Map<String, Program> services = new HashMap<>();
  private final List<Program> workers = new CopyOnWriteArrayList<>();
  private LocalDate session = LocalDate.parse("2016-01-03");
  private int started;

  private City() {
    try {
      folder = Files.createTempDirectory("openbell-city");
      postgres = RealPostgres.on(Files.createDirectory(folder.resolve("postgres")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database = postgres.database();
    postgresLine = new ChaosProxy(postgres.port());
  }

  /// The city of this run; it ends with the JVM.
  static City shared() {
    return Shared.CITY;
  }

  private static City found() {
    City city = new City();
    Runtime.getRuntime().addShutdownHook(new Thread(city::close, "city-close"));
    city.startServices();
    city.submit(PORTFOLIOS);
    return city;
  }

  // --- Its processes ---

  private void startServices() {
    startService("portfolio-scheduler");
    Program.awaitReady(List.of(scheduler()));
    startService("trade-signal");
    startService("notification");
    startService("machine-manager");
    hireWorkers();
    Program.awaitReady(new ArrayList<>(services.values()));
  }

  private void startService(String module) {
    services.put(module, Program.start(module, module, folder, settings(module)));
  }

  /// @param name of the program: each goes to Redis by a door of its own
  private Map<String, String> settings(String name) {
    Map<String, String> settings = new HashMap<>(CitySettings.IMPATIENT);
    settings.put(
        "QUARKUS_DATASOURCE_JDBC_URL",
        database.url().replace(":" + postgres.port() + "/", ":" + postgresLine.port() + "/"));
    settings.put("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:" + redisLine.doorOf(name));
    settings.put("OPENBELL_ARTIFACT_DIRECTORY", artifacts().toString());
    settings.put("OPENBELL_SECURITY_BOOTSTRAP_KEY", KEY);
    settings.put("OPENBELL_NOTIFICATION_SMTP_PORT", Integer.toString(post.port()));
    return settings;
  }

  /// Starts workers until there are as many as usual, and does not wait for them.
  void hireWorkers() {
    workers.removeIf(worker -> !worker.alive());
    while (workers.size() < WORKERS) {
      workers.add(newWorker());
    }
  }

  /// How many workers have ended so far, in whatever way.
  int goneWorkers() {
    return started - WORKERS;
  }

  private Program newWorker() {
    started++;
    String name = "worker-" + started;
    return Program.start("strategy-worker", name, folder, settings(name));
  }

  /// Full strength again: as many workers as usual, and all of them serving.
  void atFullStrength() {
    hireWorkers();
    Program.awaitReady(workers);
  }

  /// Starts a service again that was killed, and waits for it.
  void restart(String module) {
    startService(module);
    Program.awaitReady(List.of(service(module)));
  }

  /// A second program of a kind, which the caller closes.
  Program second(String module, Map<String, String> others) {
    String name = "second-" + module + "-" + System.nanoTime();
    Map<String, String> settings = settings(name);
    settings.putAll(others);
    return Program.start(module, name, folder, settings);
  }

  // --- What people do ---

  private void submit(int portfolios) {
    for (int n = 0; n < portfolios; n++) {
      var answer = scheduler().post("/api/v1/portfolios", Documents.cross(n), CALLER);
      if (answer.statusCode() != 201) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
    }
  }

  /// Opens the market of the next session: every portfolio is to run once, and one mail is to go
  /// out for each.
  Batch open() {
    return new Batch(nextSession(this::fire), PORTFOLIOS);
  }

  /// Asks for one run of the first portfolio and answers its id; no batch has its session.
  String runOne() {
    RunRecords runs = new RunRecords(records());
    String door = "/api/v1/portfolios/" + runs.firstPortfolio() + "/runs";
    LocalDate day =
        nextSession(next -> scheduler().post(door, "{\"session\":\"%s\"}".formatted(next), CALLER));
    return runs.runOf(day);
  }

  /// Asks for day after day until one is a session. Only an answer uses a day up: after a broken
  /// call the same one is asked for again.
  private LocalDate nextSession(Function<LocalDate, HttpResponse<String>> ask) {
    while (true) {
      LocalDate next = session.plusDays(1);
      HttpResponse<String> answer = ask.apply(next);
      if (answer.statusCode() >= 300 && !answer.body().contains("NO_SESSION")) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      session = next;
      if (answer.statusCode() < 300) {
        return next;
      }
    }
  }

  HttpResponse<String> fire(LocalDate session) {
    return fire(scheduler(), session);
  }

  /// @param door any scheduler of the city
  HttpResponse<String> fire(Program door, LocalDate session) {
    String wish = "{\"market\":\"XNYS\",\"session\":\"%s\"}".formatted(session);
    return door.post("/api/v1/market-opens", wish, CALLER);
  }

  /// Runs of a batch that have an outcome.
  int done(Batch batch) {
    return new RunRecords(records()).done(batch);
  }

  /// Why a run failed; empty while it has not.
  String reasonOf(String run) {
    return new RunRecords(records()).reasonOf(run);
  }

  /// Redis forgets everything, whatever it was.
  void flushRedis() {
    RedisShell.send(redis.port(), "FLUSHALL");
  }

  Program someWorker(Random random) {
    return workers.get(random.nextInt(workers.size()));
  }

  Program scheduler() {
    return service("portfolio-scheduler");
  }

  Program service(String module) {
    Program service = services.get(module);
    if (service == null) {
      throw new IllegalArgumentException("there is no " + module);
    }
    return service;
  }

  /// Every process that should be alive.
  List<Program> programs() {
    List<Program> all = new ArrayList<>(services.values());
    all.addAll(workers);
    return all;
  }

  List<Program> workers() {
    return workers;
  }

  /// The city's own view of a queue, past the proxy.
  JobQueue queue(String channel) {
    return queues.named(channel);
  }

  Jdbi records() {
    return database.jdbi();
  }

  RealRedis redis() {
    return redis;
  }

  RealPostgres postgres() {
    return postgres;
  }

  ChaosProxy redisLine() {
    return redisLine;
  }

  ChaosProxy postgresLine() {
    return postgresLine;
  }

  Post post() {
    return post;
  }

  Path artifacts() {
    return folder.resolve("artifacts");
  }

  /// The length of a random pause; never a way to wait for something.
  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    programs().forEach(Program::close);
    queues.close();
    vertx.close();
    redisLine.close();
    postgresLine.close();
    post.close();
    redis.close();
    postgres.close();
    Leftovers.clear(folder, redis.folder());
  }

  private static final class Shared {
    static final City CITY = found();
  }
}
