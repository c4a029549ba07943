package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says what an edit would change, before it is made.
@Command(
    name = "impact",
    description = "Says how many of the last signals an edit would change. Nothing is saved.",
    mixinStandardHelpOptions = true,
    exitCodeList = {"0:It is known.", "1:Refused, or it could not be evaluated in time."})
final class PortfolioImpactCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Parameters(index = "0", paramLabel = "PORTFOLIO", description = "Id of the portfolio.")
  private String portfolio;

  @Parameters(index = "1", paramLabel = "FILE", description = "The edited document (JSON).")
  private Path file;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long to wait; by default 120.")
  private int wait;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  PortfolioImpactCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    byte[] document = ValidateCommand.read(file);
    Impact impact = new Impact(options, options.service(around), options.portfolio(portfolio));
    JsonNode answer = impact.of(document, wait);
    if (options.asJson()) {
      options.json(answer);
    } else {
      impact.print(answer);
    }
    return Impact.isDone(answer) ? Exit.DONE : Exit.NO;
  }
}
