package openbell.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import openbell.model.strategy.EngineLimits;
import openbell.model.strategy.Finding;
import openbell.model.wire.Parsed;
import openbell.model.wire.ParsedStrategy;
import openbell.model.wire.PortfolioCodec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Checks documents without any server and says what is wrong with them, and how to repair it.
@Command(
    name = "validate",
    description = {
      "Checks portfolio documents and strategies offline.",
      "Says what is wrong, where, and what to do about it; --json adds a JSON Patch that repairs it"
          + " where there is only one way.",
      "For a legal portfolio it also shows the next three runs, on the clock of the exchange."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:All documents are legal; there may be warnings.",
      "1:At least one document has an error."
    })
final class ValidateCommand implements Callable<Integer> {
  private static final int ERRORS = 1;

  private final Clock clock;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "JSON documents: portfolios, or strategies without one.")
  private List<Path> files;

  @Option(names = "--json", description = "Print the findings and the next runs as JSON.")
  private boolean json;

  /// Fields with options are filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  ValidateCommand(Surroundings around) {
    this.clock = around.clock();
  }

  @Override
  public Integer call() {
    List<Verdict> verdicts = new ArrayList<>();
    for (Path file : files) {
      verdicts.add(judge(file, read(file)));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? VerdictJson.of(verdicts) : new VerdictFormat(colours()).text(verdicts));
    out.flush();
    return verdicts.stream().allMatch(Verdict::legal) ? 0 : ERRORS;
  }

  private Verdict judge(Path file, byte[] bytes) {
    PortfolioCodec codec = new PortfolioCodec();
    String name = file.toString();
    DocumentText text = DocumentText.of(bytes);
    if (codec.standsAlone(bytes)) {
      ParsedStrategy parsed = codec.parseStrategy(bytes);
      boolean legal = parsed instanceof ParsedStrategy.Ok;
      return new Verdict(name, text, true, legal, parsed.findings(), "", null);
    }
    Parsed parsed = codec.parse(bytes);
    return switch (parsed) {
      case Parsed.Ok ok ->
          new Verdict(
              name,
              text,
              false,
              true,
              ok.findings(),
              codec.configHash(ok.definition()),
              NextRuns.of(ok.definition().schedule(), clock.instant()).orElse(null));
      default -> new Verdict(name, text, false, false, parsed.findings(), "", null);
    };
  }

  /// The launcher says what it sees of the terminal: Java cannot tell output from error.
  private static Ansi colours() {
    boolean terminal = Boolean.getBoolean("openbell.terminal.out");
    boolean wanted = System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    return terminal && wanted ? Ansi.ON : Ansi.OFF;
  }

  /// One byte more than is allowed is enough to refuse the document.
  static byte[] read(Path file) {
    if (Files.isDirectory(file)) {
      throw new VerbFailure(
          Exit.NO_FILE, file + " is a folder: name the files in it, e.g. " + file + "/*.json");
    }
    if (!Files.exists(file)) {
      throw new VerbFailure(
          Exit.NO_FILE, file + " does not exist: check the name and the folder you are in");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(EngineLimits.DOCUMENT_BYTES + 1);
    } catch (IOException _) {
      throw VerbFailure.unreadable(file, "check its permissions");
    }
  }

  /// What became of one file.
  ///
  /// @param strategy true: a strategy that stands alone
  /// @param configHash of a legal portfolio document, otherwise empty
  /// @param next of a legal portfolio document, otherwise null
  record Verdict(
      String file,
      DocumentText text,
      boolean strategy,
      boolean legal,
      List<Finding> findings,
      String configHash,
      @Nullable NextRuns next) {}
}
