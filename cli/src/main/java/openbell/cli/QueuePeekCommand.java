package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints the jobs of a queue in one state, oldest first.
@Command(
    name = "peek",
    description = "Prints the jobs of a queue in one state, oldest first.",
    mixinStandardHelpOptions = true)
final class QueuePeekCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Parameters(paramLabel = "QUEUE", description = "Name of the queue.")
  private String queue;

  @Option(
      names = "--state",
      defaultValue = "ready",
      description = "ready, delayed, active, done or dead; by default ready.")
  private String state;

  @Option(
      names = "--limit",
      defaultValue = "20",
      description = "Most jobs, up to 100; by default 20.")
  private int limit;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  QueuePeekCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    JsonNode answer =
        options
            .service(around)
            .jobs(options.queue(queue), options.state(state), options.limit(limit));
    if (options.asJson()) {
      options.json(answer);
      return 0;
    }
    if (answer.path("jobs").isEmpty()) {
      options.line("No job in " + queue + " is " + state + ".");
      return 0;
    }
    TextTable table =
        new TextTable(
            "ID",
            "OWNER",
            "PRIORITY",
            "ATTEMPTS",
            "FAILURES",
            "CRASHES",
            "BYTES",
            "SINCE OR UNTIL",
            "WORKER",
            "LAST ERROR");
    for (JsonNode job : answer.path("jobs")) {
      table.row(
          job.path("id").asText(),
          job.path("owner").asText(),
          job.path("priority").asInt(),
          job.path("attempts").asInt(),
          job.path("failures").asInt(),
          job.path("crashes").asInt(),
          job.path("bytes").asInt(),
          job.path("at").asText(),
          job.path("worker").asText(),
          job.path("error").asText());
    }
    options.print(table.text());
    return 0;
  }
}
