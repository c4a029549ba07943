package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Compares two versions of a portfolio.
@Command(
    name = "changes",
    description = "Prints what is different between two versions of a portfolio.",
    mixinStandardHelpOptions = true)
final class PortfolioChangesCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Parameters(index = "0", paramLabel = "PORTFOLIO", description = "Id of the portfolio.")
  private String portfolio;

  @Parameters(index = "1", paramLabel = "A", description = "The older version.")
  private int first;

  @Parameters(index = "2", paramLabel = "B", description = "The newer version.")
  private int second;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  PortfolioChangesCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    String path =
        "%s/%s/versions/%d/changes/%d"
            .formatted(
                PortfolioCommand.PATH,
                options.portfolio(portfolio),
                options.version(first),
                options.version(second));
    JsonNode changes = options.service(around).get(path);
    if (options.asJson()) {
      options.json(changes);
      return Exit.DONE;
    }
    if (changes.isEmpty()) {
      options.line("They are the same.");
      return Exit.DONE;
    }
    TextTable table = new TextTable("PLACE", "VERSION " + first, "VERSION " + second);
    for (JsonNode change : changes) {
      table.row(
          change.path("pointer").asText(),
          Words.value(change.path("before")),
          Words.value(change.path("after")));
    }
    options.print(table.text());
    return Exit.DONE;
  }
}
