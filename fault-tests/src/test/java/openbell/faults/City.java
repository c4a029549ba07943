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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.runtime.queue.adapter.RedisJobQueues;
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

  private static final Duration LONGEST_START = ofSeconds(120);
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
    awaitReady(List.of(scheduler()));
    startService("trade-signal");
    startService("notification");
    startService("machine-manager");
    hireWorkers();
    awaitReady(new ArrayList<>(services.values()));
  }

  private void startService(String module) {
    services.put(module, Program.start(module, module, folder, settings(module)));
  }

  /// @param name of the program: each goes to Redis by a door of its own
  private Map<String, String> settings(String name) {
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "QUARKUS_DATASOURCE_JDBC_URL",
        database.url().replace(":" + postgres.port() + "/", ":" + postgresLine.port() + "/"));
    settings.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
    settings.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
    settings.put("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:" + redisLine.doorOf(name));
    settings.put("OPENBELL_QUEUE_LEASE_FOR", LEASE.toSeconds() + "s");
    settings.put("OPENBELL_QUEUE_HEARTBEAT_EVERY", BEAT.toSeconds() + "s");
    settings.put("OPENBELL_QUEUE_WAKE_WAIT", "10s");
    settings.put("OPENBELL_QUEUE_DONE_BYTES", "1048576");
    settings.put("OPENBELL_QUEUE_FIRST_DELAY", "1s");
    settings.put("OPENBELL_QUEUE_LONGEST_DELAY", "4s");
    settings.put("OPENBELL_ARTIFACT_DIRECTORY", artifacts().toString());
    settings.put("OPENBELL_SECURITY_BOOTSTRAP_KEY", KEY);
    settings.put("OPENBELL_SECURITY_REQUESTS_PER_MINUTE", "100000");
    settings.put("OPENBELL_SCHEDULER_TICK_EVERY", "off");
    settings.put("OPENBELL_SCHEDULER_RECONCILE_EVERY", "1s");
    settings.put("OPENBELL_SCHEDULER_RECONCILE_AFTER", "5s");
    settings.put("OPENBELL_SIGNAL_VOUCH_EVERY", "1s");
    settings.put("OPENBELL_SIGNAL_VOUCH_AFTER", "5s");
    settings.put("OPENBELL_NOTIFICATION_CHANNEL", "smtp");
    settings.put("OPENBELL_NOTIFICATION_SMTP_HOST", "127.0.0.1");
    settings.put("OPENBELL_NOTIFICATION_SMTP_PORT", Integer.toString(post.port()));
    settings.put("OPENBELL_NOTIFICATION_SMTP_SECURITY", "none");
    settings.put("OPENBELL_NOTIFICATION_CALL_TIMEOUT", "2s");
    settings.put("OPENBELL_NOTIFICATION_SENDS_PER_SECOND", "1000");
    // The manager counts and looks after the queue; the workers are ours, so that we may kill them.
    settings.put("OPENBELL_MACHINES_FLEET", "inprocess");
    settings.put("OPENBELL_MACHINES_EVERY", "1s");
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
    awaitReady(workers);
  }

  static void awaitReady(List<Program> programs) {
    await()
        .atMost(LONGEST_START)
        .pollInterval(ofMillis(50))
        .until(() -> programs.stream().allMatch(Program::ready));
  }

  /// Starts a service again that was killed, and waits for it.
  void restart(String module) {
    startService(module);
    awaitReady(List.of(service(module)));
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
      expect(201, scheduler().post("/api/v1/portfolios", Documents.cross(n), CALLER));
    }
  }

  /// Opens the market of the next session: every portfolio is to run once, and one mail is to go
  /// out for each.
  Batch open() {
    while (true) {
      // Only an answer uses a day up: after a broken call the same session is asked for again.
      LocalDate next = session.plusDays(1);
      HttpResponse<String> answer = fire(next);
      if (answer.statusCode() == 202) {
        session = next;
        return new Batch(session, PORTFOLIOS);
      }
      if (!answer.body().contains("NO_SESSION")) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      session = next;
    }
  }

  /// Asks for one run of the first portfolio and answers its id; no batch has its session.
  String runOne() {
    String portfolio =
        records()
            .withHandle(
                h ->
                    h.createQuery("select min(id) from scheduler.portfolio")
                        .mapTo(String.class)
                        .one());
    while (true) {
      session = session.plusDays(1);
      String wish = "{\"session\":\"%s\"}".formatted(session);
      HttpResponse<String> answer =
          scheduler().post("/api/v1/portfolios/" + portfolio + "/runs", wish, CALLER);
      if (answer.statusCode() < 300) {
        return records()
            .withHandle(
                h ->
                    h.createQuery("select run_id from scheduler.run where session = :session")
                        .bind("session", session)
                        .mapTo(String.class)
                        .one());
      }
      if (!answer.body().contains("NO_SESSION")) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
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
    return records()
        .withHandle(
            h ->
                h.createQuery(
                        "select count(*) from scheduler.run"
                            + " where session = :session and state <> 'QUEUED'")
                    .bind("session", batch.session())
                    .mapTo(Integer.class)
                    .one());
  }

  /// Why a run failed; empty while it has not.
  String reasonOf(String run) {
    return records()
        .withHandle(
            h ->
                h.createQuery("select coalesce(reason, '') from scheduler.run where run_id = :run")
                    .bind("run", run)
                    .mapTo(String.class)
                    .one());
  }

  /// Redis forgets everything, whatever it was.
  void flushRedis() {
    RedisShell.send(redis.port(), "FLUSHALL");
  }

  private static void expect(int status, HttpResponse<String> answer) {
    if (answer.statusCode() != status) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
  }

  // --- Catching workers ---

  /// Waits a random while, then stops one of the workers at a moment when it holds jobs.
  Caught pauseAWorkerMidJob(Random random) {
    long end = System.nanoTime() + ofSeconds(30).toNanos();
    sleep(random.nextInt(300));
    while (System.nanoTime() < end) {
      Program worker = someWorker(random);
      worker.pause();
      List<JobView> jobs = heldBy(worker);
      if (!jobs.isEmpty()) {
        return new Caught(worker, jobs);
      }
      worker.resume();
      sleep(5 + random.nextInt(40));
    }
    throw new AssertionError("no worker was ever seen with a job in its hands");
  }

  Program someWorker(Random random) {
    return workers.get(random.nextInt(workers.size()));
  }

  /// The run jobs that a worker holds; a worker's name begins with its process id.
  List<JobView> heldBy(Program worker) {
    String name = "w-" + worker.pid() + "-";
    return queue("run-jobs").peek(JobState.ACTIVE, 0, 100).stream()
        .filter(job -> job.worker().startsWith(name))
        .toList();
  }

  /// The worker that holds a job, if one of ours does.
  Optional<Program> holderOf(String jobId) {
    return queue("run-jobs")
        .find(jobId)
        .filter(job -> job.state() == JobState.ACTIVE)
        .flatMap(
            job ->
                workers.stream()
                    .filter(worker -> job.worker().startsWith("w-" + worker.pid() + "-"))
                    .findFirst());
  }

  // --- Its parts ---

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
    leaveNothingBehind();
  }

  /// What happened is kept when a scenario failed, and only then.
  private void leaveNothingBehind() {
    if (!Faults.allPassed()) {
      System.out.println("The logs of every program are kept in " + folder);
      return;
    }
    delete(folder);
    delete(redis.folder());
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println(folder + " could not be deleted: " + e);
    }
  }

  private static final class Shared {
    static final City CITY = found();
  }
}
