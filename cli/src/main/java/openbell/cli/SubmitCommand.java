package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Gives portfolio documents to a running Openbell.
@Command(
    name = "submit",
    description = {
      "Gives portfolio documents to Openbell: each runs at the next open of its exchange.",
      "A mistake is named with its line and its fix, and changes nothing.",
      "The API key is read from OPENBELL_API_KEY."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:All documents are taken (and what was asked for with them is done).",
      "1:At least one document is refused, or its run failed."
    })
final class SubmitCommand implements Callable<Integer> {
  private static final String PATH = "/api/v1/portfolios";

  private final Surroundings around;

  @Mixin private ServiceOptions options;
  @Mixin private WatchOptions watch;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Portfolio documents (JSON).")
  private List<Path> files;

  @ArgGroup private Way way = new Way();

  /// What is done with the documents; without any of these they are kept.
  static final class Way {
    @Option(names = "--check", description = "Only check them; nothing is saved.")
    private boolean check;

    @Option(names = "--dry-run", description = "Only evaluate them now; nothing is saved.")
    private boolean dryRun;

    @Option(names = "--run", description = "Keep them, and run them now.")
    private boolean run;

    /// Filled in by picocli before anything is called.
    Way() {}
  }

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  SubmitCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    // All first: a file that cannot be read must not leave half of them submitted.
    List<byte[]> documents = files.stream().map(ValidateCommand::read).toList();
    OpenbellService service = options.service(around);
    ArrayNode taken = OpenbellService.JSON.createArrayNode();
    int worst = Exit.DONE;
    for (int i = 0; i < documents.size(); i++) {
      Document document = new Document(files.get(i), documents.get(i));
      try {
        worst = Math.max(worst, one(service, document, taken));
      } catch (VerbFailure failure) {
        if (failure.problem().path("errors").isEmpty()) {
          throw failure;
        }
        new Findings(options, document.file, document.bytes)
            .print(failure.problem().path("errors"), "error");
        worst = Exit.NO;
      }
    }
    if (options.asJson() && !taken.isEmpty()) {
      options.json(taken.size() == 1 ? taken.get(0) : taken);
    }
    return worst;
  }

  private record Document(Path file, byte[] bytes) {}

  private int one(OpenbellService service, Document document, ArrayNode taken) {
    if (way.check) {
      return checked(service, document, taken);
    }
    String path = way.dryRun ? PATH + "/dry-runs" : PATH;
    JsonNode answer = service.json(service.send("POST", path, document.bytes, Map.of()));
    if (way.dryRun) {
      return RunCommand.followed(service, answer, options, watch);
    }
    String id = answer.path("id").asText();
    if (!options.asJson()) {
      tell(document, answer, id);
    }
    if (way.run) {
      String runs = PATH + "/" + options.portfolio(id) + "/runs";
      JsonNode wish = OpenbellService.JSON.createObjectNode();
      return RunCommand.followed(service, service.ask("POST", runs, wish), options, watch);
    }
    taken.add(answer);
    return Exit.DONE;
  }

  private void tell(Document document, JsonNode portfolio, String id) {
    options.line(
        TextTable.plain(
            "%s: %s is portfolio %s"
                .formatted(document.file, portfolio.path("name").asText(), id)));
    for (JsonNode next : portfolio.path("nextRuns")) {
      options.line("  next run  " + TextTable.plain(next.path("at").asText()));
    }
    new Findings(options, document.file, document.bytes)
        .print(portfolio.path("warnings"), "warning");
  }

  private int checked(OpenbellService service, Document document, ArrayNode taken) {
    JsonNode answer =
        service.json(service.send("POST", PATH + "/checks", document.bytes, Map.of()));
    taken.add(answer);
    boolean valid = answer.path("valid").asBoolean();
    if (!options.asJson()) {
      options.line(document.file + (valid ? ": ok" : ": refused"));
      Findings findings = new Findings(options, document.file, document.bytes);
      findings.print(answer.path("errors"), "error");
      findings.print(answer.path("warnings"), "warning");
    }
    return valid ? Exit.DONE : Exit.NO;
  }
}
