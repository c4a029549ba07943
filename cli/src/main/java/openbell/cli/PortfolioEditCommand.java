package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Replaces the document of a portfolio by an edited one.
@Command(
    name = "edit",
    description = {
      "Makes a new version of a portfolio from a file, or from what you write in the editor that",
      "VISUAL or EDITOR names. What somebody else changed meanwhile is never overwritten."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:It is saved, or it is the same as before.",
      "1:Refused, changed by somebody else meanwhile, or not wanted after all."
    })
final class PortfolioEditCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Parameters(index = "0", paramLabel = "PORTFOLIO", description = "Id of the portfolio.")
  private String portfolio;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "The edited document (JSON); without it an editor opens.")
  private @Nullable Path file;

  @Option(
      names = "--if-version",
      paramLabel = "N",
      description = "Only when it still is this version; by default the newest one.")
  private @Nullable Integer expected;

  @Option(
      names = "--impact",
      description = "First say how many of the last signals it changes, and ask.")
  private boolean impact;

  @Option(names = "--yes", description = "With --impact: do not ask.")
  private boolean yes;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "With --impact: how long to wait for it; by default 120.")
  private int wait;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  PortfolioEditCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    String id = options.portfolio(portfolio);
    String path = PortfolioCommand.PATH + "/" + id;
    byte[] given = file == null ? null : ValidateCommand.read(file);
    OpenbellService service = options.service(around);
    // The version before the document: what is saved in between is refused, not overwritten.
    String tag = tag(service, path);
    Path shown = file == null ? edited(service.bytes(path + "/document"), id) : file;
    byte[] document = given == null ? ValidateCommand.read(shown) : given;
    if (impact && !isWanted(new Impact(options, service, id), document)) {
      options.aside("openbell: nothing was saved" + kept(shown));
      return Exit.NO;
    }
    try {
      JsonNode saved = service.json(service.send("PUT", path, document, Map.of("If-Match", tag)));
      int version = saved.path("version").asInt();
      // The same document makes no version.
      boolean same = tag.equals("\"" + version + "\"");
      options.done(
          saved,
          same
              ? "It is the same as version " + version + ": there was nothing to save."
              : "It is version " + version + " now.");
      return Exit.DONE;
    } catch (VerbFailure failure) {
      JsonNode mistakes = failure.problem().path("errors");
      if (mistakes.isEmpty() && file != null) {
        throw failure;
      }
      new Findings(options, shown, document).print(mistakes, "error");
      options.aside("openbell: nothing was saved" + kept(shown));
      if (mistakes.isEmpty()) {
        throw failure;
      }
      return Exit.NO;
    }
  }

  private String kept(Path shown) {
    return file == null ? "; your text is in " + shown : "";
  }

  private String tag(OpenbellService service, String path) {
    if (expected != null) {
      return "\"" + options.version(expected) + "\"";
    }
    OpenbellService.Answer answer = service.send("GET", path, null, Map.of());
    return answer
        .headers()
        .firstValue("ETag")
        .orElseGet(() -> "\"" + service.json(answer).path("version").asInt() + "\"");
  }

  private boolean isWanted(Impact asked, byte[] document) {
    JsonNode answer = asked.of(document, wait);
    if (!options.asJson()) {
      asked.print(answer);
    }
    return yes
        || around
            .answers()
            .ask("Save it? [y/N] ")
            .filter(said -> said.strip().equalsIgnoreCase("y"))
            .isPresent();
  }

  /// Lets the person edit a copy.
  private Path edited(byte[] document, String id) {
    String editor =
        around
            .environment()
            .getOrDefault("VISUAL", around.environment().getOrDefault("EDITOR", ""));
    if (editor.isBlank()) {
      throw options.wrong("name the edited file, or set VISUAL or EDITOR to your editor");
    }
    try {
      Path copy = Files.createTempFile("openbell-" + id + "-", ".json");
      Files.write(copy, document);
      List<String> words = new java.util.ArrayList<>(Arrays.asList(editor.strip().split("\\s+")));
      words.add(copy.toString());
      if (new ProcessBuilder(words).inheritIO().start().waitFor() != 0) {
        throw new VerbFailure(Exit.NO, editor + " failed; nothing was saved");
      }
      return copy;
    } catch (IOException e) {
      throw new VerbFailure(Exit.NO_FILE, "the editor cannot be started: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw VerbFailure.stopped();
    }
  }
}
