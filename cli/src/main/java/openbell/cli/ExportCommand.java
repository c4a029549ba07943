package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import openbell.model.hash.Sha256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes a run as one file: a report to read, or a database to ask.
@Command(
    name = "export",
    description = {
      "Writes a run as one file: a report to read (html), or a database to ask (sqlite).",
      "The API key is read from OPENBELL_API_KEY."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {"0:The file is written.", "1:Refused."})
final class ExportCommand implements Callable<Integer> {
  private static final Pattern HREF = Pattern.compile("/api/v1/runs/[0-9a-f]{32}/[a-z0-9./-]+");

  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Parameters(paramLabel = "RUN", description = "Id of the run, 32 hex digits.")
  private String run;

  @Option(names = "--format", defaultValue = "html", description = "html or sqlite; default html.")
  private String format;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "File to write.")
  private Path out;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  ExportCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    if (!format.equals("html") && !format.equals("sqlite")) {
      throw options.wrong("--format is html or sqlite");
    }
    OpenbellService service = options.service(around);
    JsonNode wish = OpenbellService.JSON.createObjectNode().put("format", format);
    JsonNode made = service.ask("POST", "/api/v1/runs/" + options.run(run) + "/exports", wish);
    String href = made.path("href").asText();
    if (!HREF.matcher(href).matches()) {
      throw new VerbFailure(Exit.NO, "the answer does not say where the file is");
    }
    byte[] bytes = service.bytes(href);
    if (!Sha256.hex(bytes).equals(made.path("sha256").asText())) {
      throw new VerbFailure(Exit.NO, "the file was damaged on its way");
    }
    try {
      Files.write(out, bytes);
    } catch (IOException _) {
      throw VerbFailure.unwritable(out);
    }
    options.done(made, "%s: %s bytes, SHA-256 %s".formatted(out, bytes.length, Sha256.hex(bytes)));
    return 0;
  }
}
