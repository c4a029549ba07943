package openbell.bench.queue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import openbell.bench.Machine;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.adapter.RedisJobQueues;
import org.jspecify.annotations.Nullable;

/// `./openbell bench queue`: claims and completions per second with full leasing, beside BullMQ on
/// the same Redis and pg-boss on the same PostgreSQL, in turns.
///
/// Arguments: the project's root, and optionally how many rounds (3).
public final class QueueBench {
  private static final int CAPACITY = 1_000_000;

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
        RedisJobQueues redis = new RedisJobQueues(vertx, servers.redisUri(), CAPACITY)) {
      JobQueue queue = redis.named("bench");
      Object port = servers.redisPort();
      out.printf("%-34s %-28s %-28s %s%n", "", "ours, jobs/s", "rival, jobs/s", "ratio");
      for (Case one :
          List.of(
              new Case(
                  "Redis, 1 at once, 1 per call",
                  new Drill(1, 1),
                  20_000,
                  queue,
                  1,
                  List.of("bullmq.mjs", port, 20_000, 1)),
              new Case(
                  "Redis, 32 at once, 1 per call",
                  new Drill(32, 1),
                  40_000,
                  queue,
                  1,
                  List.of("bullmq.mjs", port, 40_000, 32)),
              new Case(
                  "Redis, 1 at once, 10 per call",
                  new Drill(1, 10),
                  40_000,
                  queue,
                  1.5,
                  List.of("bullmq.mjs", port, 40_000, 32)))) {
        measure(one);
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
    out.printf("%nload after: %s%n", Machine.loadText());
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
    out.printf("%-34s %-28s %-28s %s%n", one.title, ours.text(), theirs.text(), ratio);
  }
}
