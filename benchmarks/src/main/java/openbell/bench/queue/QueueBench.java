package openbell.bench.queue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import openbell.bench.Machine;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.adapter.PostgresJobQueues;
import openbell.runtime.queue.adapter.RedisJobQueues;
import org.jspecify.annotations.Nullable;

/// `./openbell bench queue`: claims and completions per second with full leasing, beside BullMQ on
/// the same Redis and pg-boss on the same PostgreSQL, in turns.
///
/// Arguments: the project's root, and optionally how many rounds (3).
public final class QueueBench {
  private static final int CAPACITY = 1_000_000;
  private static final int CONNECTIONS = 10;

  private final int rounds;
  private final PrintStream out;
  private final @Nullable Rivals rivals;

  private QueueBench(int rounds, PrintStream out, @Nullable Rivals rivals) {
    this.rounds = rounds;
    this.out = out;
    this.rivals = rivals;
  }

  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    PrintStream out = System.out;
    out.printf(
        "%s%nJava %s%nload before: %s%n%n", Machine.hardware(), Machine.java(), Machine.loadText());
    new QueueBench(rounds, out, rivals(root, out)).run();
  }

  private static @Nullable Rivals rivals(Path root, PrintStream out) {
    try {
      Path folder = root.resolve("target/bench-queue/rivals");
      return Rivals.install(root.resolve("benchmarks/rivals"), folder);
    } catch (IOException e) {
      out.printf("The rivals are left out: %s%n%n", e.getMessage());
      return null;
    }
  }

  private void run() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (Servers servers = Servers.start();
        RedisJobQueues redis = new RedisJobQueues(vertx, servers.redisUri(), CAPACITY);
        PostgresJobQueues postgres = servers.queuesInPostgres(CAPACITY, CONNECTIONS)) {
      out.printf("%-36s %-28s %-28s %s%n", "", "ours, jobs/s", "rival, jobs/s", "ratio");
      onRedis(redis.named("bench"), servers.redisPort());
      onPostgres(postgres.named("bench"), servers);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
    out.printf("%nload after: %s%n", Machine.loadText());
  }

  private void onRedis(JobQueue queue, Object port) throws Exception {
    Rival alone = () -> List.of("bullmq.mjs", port, 20_000, 1);
    Rival crowd = () -> List.of("bullmq.mjs", port, 40_000, 32);
    measure("Redis, 1 in hand, 1 per call", new Drill(1, 1), 20_000, queue, alone, 1);
    measure("Redis, 32 in hand, 1 per call", new Drill(32, 1), 40_000, queue, crowd, 1);
    measure("Redis, 40 in hand, 10 per call", new Drill(4, 10), 80_000, queue, crowd, 1.5);
  }

  private void onPostgres(JobQueue queue, Servers servers) throws Exception {
    Rival alone = () -> List.of("pgboss.mjs", servers.newDatabase(), 3_000, 1, 1);
    Rival crowd = () -> List.of("pgboss.mjs", servers.newDatabase(), 6_000, 1, 8);
    Rival tens = () -> List.of("pgboss.mjs", servers.newDatabase(), 10_000, 10, 1);
    measure("PostgreSQL, 1 in hand, 1 per call", new Drill(1, 1), 3_000, queue, alone, 2);
    measure("PostgreSQL, 8 in hand, 1 per call", new Drill(8, 1), 6_000, queue, crowd, 2);
    measure("PostgreSQL, 10 in hand, 10 per call", new Drill(1, 10), 10_000, queue, tens, 2);
  }

  /// The program of a rival and its arguments for the next round.
  private interface Rival {
    List<Object> words();
  }

  private void measure(
      String title, Drill drill, int jobs, JobQueue queue, Rival rival, double goal)
      throws Exception {
    Rates ours = Rates.none();
    Rates theirs = Rates.none();
    drill.run(queue, jobs / 2);
    for (int round = 0; round < rounds; round++) {
      ours.add(jobs, drill.run(queue, jobs));
      if (rivals != null) {
        List<Object> words = rival.words();
        int rivalJobs = (Integer) words.get(2);
        theirs.add(
            rivalJobs,
            rivals.seconds(words.getFirst().toString(), words.subList(1, words.size()).toArray()));
      }
    }
    String ratio =
        theirs.isEmpty()
            ? "-"
            : "%.2f (goal %.1f)".formatted(ours.median() / theirs.median(), goal);
    out.printf("%-36s %-28s %-28s %s%n", title, ours.text(), theirs.text(), ratio);
  }
}
