package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs a portfolio now.
@Command(
    name = "run",
    description = {
      "Runs a portfolio now, follows the run and prints its result.",
      "The API key is read from OPENBELL_API_KEY."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:The run is done; with --no-watch, it is accepted.",
      "1:Refused, failed, or not ended in time."
    })
final class RunCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;
  @Mixin private WatchOptions watch;

  @Parameters(paramLabel = "PORTFOLIO", description = "Id of the portfolio.")
  private String portfolio;

  @Option(
      names = "--session",
      paramLabel = "DATE",
      description = "Run for this session; by default the one that is open or opens next.")
  private @Nullable String session;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  RunCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    String path = "/api/v1/portfolios/" + options.portfolio(portfolio) + "/runs";
    ObjectNode wish = OpenbellService.JSON.createObjectNode();
    if (session != null) {
      wish.put("session", options.date(session));
    }
    OpenbellService service = options.service(around);
    return followed(service, service.ask("POST", path, wish), options, watch);
  }

  /// From an accepted run to its result, as far as that is wanted.
  static int followed(
      OpenbellService service, JsonNode run, ServiceOptions options, WatchOptions watch) {
    String id = run.path("id").asText();
    if (!watch.isWanted()) {
      options.done(run, "Accepted. ./openbell watch " + TextTable.plain(id) + " follows it.");
      return Exit.DONE;
    }
    Watched watched = new Watched.OfRun(options.run(id));
    return new RunReport(options, service)
        .print(new Watching(options, service, watched, watch.seconds()).follow());
  }
}
