package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Stops handing out jobs of a queue; what is leased goes on.
@Command(
    name = "drain",
    description = "Stops handing out jobs of a queue; what is leased goes on.",
    mixinStandardHelpOptions = true)
final class QueueDrainCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Parameters(paramLabel = "QUEUE", description = "Name of the queue.")
  private String queue;

  @Option(names = "--off", description = "Hand out jobs again.")
  private boolean off;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  QueueDrainCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    JsonNode wish = OpenbellService.JSON.createObjectNode().put("on", !off);
    JsonNode answer = options.service(around).drain(options.queue(queue), wish);
    options.done(
        answer,
        answer.path("draining").asBoolean()
            ? queue + " hands out nothing; ./openbell queue drain " + queue + " --off ends that."
            : queue + " hands out jobs.");
    return 0;
  }
}
