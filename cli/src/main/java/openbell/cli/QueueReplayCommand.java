package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Gives dead jobs another chance, with new budgets.
@Command(
    name = "replay",
    description = "Gives dead jobs another chance, with new budgets.",
    mixinStandardHelpOptions = true)
final class QueueReplayCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Parameters(index = "0", paramLabel = "QUEUE", description = "Name of the queue.")
  private String queue;

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "ID", description = "Dead jobs.")
  private List<String> ids = List.of();

  @Option(names = "--all", description = "All dead jobs of the queue, 1,000 at a time.")
  private boolean all;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  QueueReplayCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    if (all == !ids.isEmpty()) {
      throw options.wrong("name dead jobs, or say --all");
    }
    OpenbellService service = options.service(around);
    if (!all) {
      return options.report(
          "is ready again", service.replay(options.queue(queue), options.ids(ids)));
    }
    JsonNode wish = OpenbellService.JSON.createObjectNode().put("all", true);
    JsonNode order = service.replay(options.queue(queue), wish);
    String more = order.path("more").asBoolean() ? " There are more: say it again." : "";
    options.done(order, order.path("done").asInt() + " jobs are ready again." + more);
    return 0;
  }
}
