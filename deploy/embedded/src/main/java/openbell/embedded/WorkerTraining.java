package openbell.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import openbell.embedded.wiring.TrainingQueue;
import openbell.model.market.Session;
import openbell.model.message.RunJob;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.wire.Envelope;
import openbell.model.wire.MessageCodec;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.NewJob;

/// The training of the worker's AOT cache: a worker, started with the words given, does the sample
/// portfolios from a Redis of this run's own, and is ended as a fleet ends it.
///
/// Arguments: the project's root, and the command of the worker. Ends with 0 when every job is done
/// and the worker has ended by itself.
public final class WorkerTraining {
  private static final Duration LONGEST_RUN = Duration.ofMinutes(1);

  /// The JVM writes its cache while it ends.
  private static final Duration LONGEST_END = Duration.ofMinutes(2);

  private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final Session SESSION = new Session("XNYS", LocalDate.of(2018, 5, 11));
  private static final LocalDate AS_OF = LocalDate.of(2018, 5, 10);

  private final Path root;
  private final Path scratch;
  private final RedisServer redis;

  private WorkerTraining(Path root, Path scratch) {
    this.root = root;
    this.scratch = scratch;
    this.redis = new RedisServer(VarDirectory.create(scratch));
  }

  public static void main(String... arguments) throws IOException, InterruptedException {
    Path root = Path.of(arguments[0]).toAbsolutePath();
    List<String> command = List.of(arguments).subList(1, arguments.length);
    Path scratch = Files.createTempDirectory("openbell-training");
    boolean trained;
    try {
      trained = new WorkerTraining(root, scratch).run(command);
    } finally {
      delete(scratch);
    }
    System.exit(trained ? 0 : 1);
  }

  private boolean run(List<String> command) throws IOException, InterruptedException {
    redis.start();
    Process worker = start(command);
    try {
      boolean done = feed(worker);
      worker.destroy();
      // 143: ended by SIGTERM, and in order.
      return worker.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS)
          && worker.exitValue() == 143
          && done;
    } finally {
      worker.destroyForcibly();
      redis.stop();
    }
  }

  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    builder
        .environment()
        .putAll(
            Map.of(
                "QUARKUS_HTTP_PORT", "0",
                "QUARKUS_REDIS_HOSTS", redis.uri(),
                "OPENBELL_WORKER_BARS_DIRECTORY", root.resolve("sample-data/bars").toString(),
                "OPENBELL_ARTIFACT_DIRECTORY", scratch.resolve("artifacts").toString()));
    return builder.start();
  }

  /// @return whether all jobs were done in time
  private boolean feed(Process worker) throws IOException {
    try (TrainingQueue queue = new TrainingQueue(redis.uri())) {
      JobQueue jobs = queue.runJobs();
      List<NewJob> samples = samples();
      jobs.enqueue(samples);
      long end = System.nanoTime() + LONGEST_RUN.toNanos();
      while (worker.isAlive() && System.nanoTime() < end) {
        if (jobs.depth().done() == samples.size()) {
          return true;
        }
        LockSupport.parkNanos(BETWEEN_LOOKS);
      }
      return false;
    }
  }

  private List<NewJob> samples() throws IOException {
    List<NewJob> jobs = new ArrayList<>();
    try (Stream<Path> files = Files.list(root.resolve("sample-data/portfolios"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        PortfolioCodec codec = new PortfolioCodec();
        if (codec.parse(Files.readAllBytes(file)) instanceof Parsed.Ok ok) {
          PortfolioDefinition sample = ok.definition();
          jobs.add(job(jobs.size(), sample, codec.configHash(sample)));
        }
      }
    }
    return jobs;
  }

  private static NewJob job(int n, PortfolioDefinition definition, String configHash) {
    RunRef run =
        RunRef.of(
            new Owner("training"),
            new PortfolioId("p-" + n),
            SESSION,
            AS_OF,
            configHash,
            1,
            Purpose.SCHEDULED);
    RunJob job = new RunJob(run, definition, Instant.now().plus(LONGEST_RUN));
    byte[] payload = new MessageCodec().encode(new Envelope(job.key(), Instant.now(), null, job));
    return NewJob.of("run-job-" + n, "training", 5, 3, payload);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(WorkerTraining::remove);
    }
  }

  private static void remove(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
