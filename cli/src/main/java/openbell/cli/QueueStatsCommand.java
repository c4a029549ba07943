package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Prints how much is in every queue.
@Command(
    name = "stats",
    description = "Prints how much is in every queue.",
    mixinStandardHelpOptions = true)
final class QueueStatsCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  QueueStatsCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    JsonNode answer = options.service(around).queues();
    if (options.asJson()) {
      options.json(answer);
      return 0;
    }
    TextTable table =
        new TextTable(
            "QUEUE",
            "READY",
            "ACTIVE",
            "DELAYED",
            "DUE",
            "DEAD",
            "DONE",
            "OLDEST",
            "NEXT DUE",
            "CRASHES",
            "");
    for (JsonNode queue : answer.path("queues")) {
      table.row(
          queue.path("queue").asText(),
          queue.path("ready").asLong(),
          queue.path("leased").asLong(),
          queue.path("delayed").asLong(),
          queue.path("dueDelayed").asLong(),
          queue.path("dead").asLong(),
          queue.path("done").asLong(),
          queue.path("oldestReadySeconds").asLong() + " s",
          queue.hasNonNull("nextDueSeconds") ? queue.path("nextDueSeconds").asLong() + " s" : "-",
          queue.path("mishaps").path("crashes").asLong(),
          queue.path("draining").asBoolean() ? "drained" : "");
    }
    options.print(table.text());
    return 0;
  }
}
