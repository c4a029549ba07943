package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Lists the versions of a portfolio.
@Command(
    name = "versions",
    description = "Lists the versions of a portfolio; every edit made one.",
    mixinStandardHelpOptions = true)
final class PortfolioVersionsCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Parameters(paramLabel = "PORTFOLIO", description = "Id of the portfolio.")
  private String portfolio;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  PortfolioVersionsCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    String path = PortfolioCommand.PATH + "/" + options.portfolio(portfolio) + "/versions";
    JsonNode all = options.service(around).all(path);
    if (options.asJson()) {
      options.json(all);
      return Exit.DONE;
    }
    TextTable table = new TextTable("VERSION", "CREATED", "HASH", "");
    for (JsonNode one : all) {
      table.row(
          one.path("version").asInt(),
          Words.moment(one.path("createdAt")),
          one.path("configHash").asText(),
          one.path("current").asBoolean() ? "current" : "");
    }
    options.print(table.text());
    return Exit.DONE;
  }
}
