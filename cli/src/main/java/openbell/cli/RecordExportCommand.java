package openbell.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Saves the forward record as JSON lines.
@Command(
    name = "export",
    description = {
      "Saves the forward record as JSON lines, one entry each. Keep it where the server cannot",
      "reach it: record verify --file compares it with the server's later on."
    },
    mixinStandardHelpOptions = true)
final class RecordExportCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "File to write; the terminal when it is absent.")
  private @Nullable Path out;

  @Option(
      names = "--portfolio",
      paramLabel = "ID",
      description = "Only the entries of one portfolio; by themselves they are no chain.")
  private @Nullable String portfolio;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  RecordExportCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    List<String> lines = new ArrayList<>();
    String only = portfolio == null ? "" : "&portfolio=" + options.portfolio(portfolio);
    new RecordService(options.service(around)).each(only, lines::add);
    if (out == null) {
      lines.forEach(options::line);
      return 0;
    }
    try {
      Files.write(out, lines);
    } catch (IOException _) {
      throw VerbFailure.unwritable(out);
    }
    options.done(
        OpenbellService.JSON
            .createObjectNode()
            .put("file", out.toString())
            .put("entries", lines.size()),
        lines.size() + " entries in " + out);
    return 0;
  }
}
