package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows one portfolio, or its document.
@Command(
    name = "show",
    description = "Shows a portfolio and its next runs, or its document.",
    mixinStandardHelpOptions = true)
final class PortfolioShowCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Parameters(paramLabel = "PORTFOLIO", description = "Id of the portfolio.")
  private String portfolio;

  @Option(names = "--document", description = "Print the document, as it was submitted.")
  private boolean document;

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "With --document: that of this version.")
  private @Nullable Integer version;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  PortfolioShowCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    String path = PortfolioCommand.PATH + "/" + options.portfolio(portfolio);
    if (version != null && !document) {
      throw options.wrong("--version goes with --document");
    }
    OpenbellService service = options.service(around);
    if (version != null) {
      JsonNode one = service.get(path + "/versions/" + options.version(version));
      options.line(one.path("document").toPrettyString());
    } else if (document) {
      options.print(new String(service.bytes(path + "/document"), StandardCharsets.UTF_8));
    } else {
      print(service.get(path));
    }
    return Exit.DONE;
  }

  private void print(JsonNode one) {
    if (options.asJson()) {
      options.json(one);
      return;
    }
    row("id", one.path("id").asText());
    row("name", one.path("name").asText());
    row("code", one.path("code").asText());
    row("symbols", Words.joined(one.path("symbols")));
    row("exchange", one.path("calendar").asText());
    row("version", one.path("version").asText("-"));
    row("state", one.path("paused").asBoolean() ? "paused" : "active");
    row("created", Words.moment(one.path("createdAt")));
    row("updated", Words.moment(one.path("updatedAt")));
    row("hash", one.path("configHash").asText());
    for (JsonNode next : one.path("nextRuns")) {
      row("next run", next.path("at").asText());
    }
    for (JsonNode warning : one.path("warnings")) {
      row("warning", warning.path("message").asText());
    }
  }

  private void row(String what, String text) {
    options.line("%-9s  %s".formatted(what, TextTable.plain(text)));
  }
}
