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
      onPostgres(postgres.named("bench"), servers.postgresUri());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
    out.printf("%nload after: %s%n", Machine.loadText());
  }

  private void onRedis(JobQueue queue, Object port) throws Exception {
    List<Object> alone = List.of("bullmq.mjs", port, 20_000, 1);
    List<Object> crowd = List.of("bullmq.mjs", port, 40_000, 32);
    measure(new Case("Redis, 1 at once, 1 per call", new Drill(1, 1), 20_000, queue, 1, alone));
    measure(new Case("Redis, 32 at once, 1 per call", new Drill(32, 1), 40_000, queue, 1, crowd));
    measure(new Case("Redis, 1 at once, 10 per call", new Drill(1, 10), 60_000, queue, 1.5, crowd));
  }

  private void onPostgres(JobQueue queue, Object uri) throws Exception {
    List<Object> alone = List.of("pgboss.mjs", uri, 4_000, 1, 1);
    List<Object> crowd = List.of("pgboss.mjs", uri, 8_000, 1, 8);
    List<Object> tens = List.of("pgboss.mjs", uri, 10_000, 10, 1);
    measure(new Case("PostgreSQL, 1 at once, 1 per call", new Drill(1, 1), 4_000, queue, 2, alone));
    measure(new Case("PostgreSQL, 8 at once, 1 per call", new Drill(8, 1), 8_000, queue, 2, crowd));
    measure(
        new Case("PostgreSQL, 1 at once, 10 per call", new Drill(1, 10), 10_000, queue, 2, tens));
  }

  private record Case(
      String title, Drill drill, int jobs, JobQueue queue, double goal, List<Object> rival) {}

  private void measure(Case one) throws Exception {
    Rates ours = Rates.none();
    Rates theirs = Rates.none();
    one.drill.run(one.queue, one.jobs / 2);
    for (int round = 0; round < rounds; round++) {
      ours.add(one.jobs, one.drill.run(one.queue, one.jobs));
      if (rivals != null) {
        String script = one.rival.getFirst().toString();
        theirs.add(one.jobs, rivals.seconds(script, one.rival.stream().skip(1).toArray()));
      }
    }
    String ratio =
        theirs.isEmpty()
            ? "-"
            : "%.2f (goal %.1f)".formatted(ours.median() / theirs.median(), one.goal);
    out.printf("%-36s %-28s %-28s %s%n", one.title, ours.text(), theirs.text(), ratio);
  }
}
