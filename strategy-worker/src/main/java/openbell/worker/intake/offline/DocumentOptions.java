package openbell.worker.intake.offline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import openbell.model.market.Instrument;
import openbell.model.portfolio.Costs;
import openbell.model.portfolio.Execution;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.Schedule;
import openbell.model.strategy.Finding;
import openbell.model.strategy.StrategyCheck;
import openbell.model.strategy.StrategyDefinition;
import openbell.model.wire.Parsed;
import openbell.model.wire.ParsedStrategy;
import openbell.model.wire.PortfolioCodec;
import openbell.worker.market.BarSource;
import openbell.worker.wiring.Offline;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which documents are evaluated, over which bars: the options that all verbs share.
final class DocumentOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "directory with one SYMBOL.csv per symbol; by default the sample bars")
  private @Nullable Path data;

  @Option(
      names = "--factors",
      paramLabel = "DIR",
      description = "directory with one SYMBOL.factors.csv per symbol, when the bars are raw ones")
  private @Nullable Path factors;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      converter = Day.class,
      description = "last day the run may know, e.g. 2020-12-31; by default the newest bar")
  private @Nullable LocalDate asOf;

  @Option(
      names = "--symbols",
      paramLabel = "A,B",
      split = ",",
      description = "what a strategy that stands alone may hold")
  private List<String> symbols = new ArrayList<>();

  @Option(
      names = "--start",
      paramLabel = "DATE",
      converter = Day.class,
      description = "the first day a strategy that stands alone trades")
  private @Nullable LocalDate start;

  @Nullable LocalDate asOf() {
    return asOf;
  }

  /// The bars of the directory that was named, or of the one the launcher knows.
  ///
  /// @throws IOException when a directory is not there
  BarSource bars(Surroundings surroundings) throws IOException {
    Path named = data;
    Path directory =
        named != null
            ? named
            : surroundings.bars().orElseThrow(() -> misuse("say where the bars are: --data DIR"));
    Path adjusting = factors;
    return Offline.bars(
        DocumentFile.directory(directory),
        adjusting == null ? null : DocumentFile.directory(adjusting));
  }

  /// The documents, or nothing after saying on standard error what is wrong with them.
  Optional<List<Subject>> read(Path... files) throws IOException {
    List<Subject> subjects = new ArrayList<>();
    for (Path file : files) {
      read(file).ifPresent(subjects::add);
    }
    if (subjects.size() < files.length) {
      return Optional.empty();
    }
    boolean given = !symbols.isEmpty() || start != null;
    if (given && subjects.stream().noneMatch(Subject::bare)) {
      throw misuse(
          "--symbols and --start are for a strategy that stands alone; "
              + files[0]
              + " is a portfolio and has its own");
    }
    return Optional.of(subjects);
  }

  private Optional<Subject> read(Path file) throws IOException {
    byte[] bytes = DocumentFile.read(file);
    return switch (new PortfolioCodec().parse(bytes)) {
      case Parsed.Ok(var definition, var warnings) ->
          Optional.of(new Subject(file.toString(), definition, false, warnings));
      case Parsed.Refused _ when new PortfolioCodec().standsAlone(bytes) -> strategy(file, bytes);
      case Parsed.Refused(var findings) -> refuse(file, findings);
    };
  }

  private Optional<Subject> strategy(Path file, byte[] bytes) {
    return switch (new PortfolioCodec().parseStrategy(bytes)) {
      case ParsedStrategy.Refused(var findings) -> refuse(file, findings);
      case ParsedStrategy.Ok(var strategy, var warnings) -> {
        PortfolioDefinition definition = around(file, strategy);
        List<String> held = definition.universe().stream().map(Instrument::symbol).toList();
        List<Finding> findings =
            StrategyCheck.check(strategy, new StrategyCheck.Around("", held, false));
        SequencedSet<Finding> remarks = new LinkedHashSet<>(warnings);
        remarks.addAll(findings);
        yield findings.stream().anyMatch(Finding::refuses)
            ? refuse(file, findings)
            : Optional.of(new Subject(file.toString(), definition, true, List.copyOf(remarks)));
      }
    };
  }

  private PortfolioDefinition around(Path file, StrategyDefinition strategy) {
    LocalDate first = start;
    if (symbols.isEmpty() || first == null) {
      throw misuse(
          file
              + " is a strategy that stands alone: say what it may hold and since when, "
              + "e.g. --symbols SPY,IWM --start 2005-01-03");
    }
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
    String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    return new PortfolioDefinition(
        Words.plain(name),
        slug,
        "",
        universe(),
        first,
        null,
        "USD",
        "US",
        null,
        Costs.NONE,
        Execution.DEFAULT,
        Schedule.MARKET_OPEN,
        List.of(),
        strategy);
  }

  private List<Instrument> universe() {
    for (String symbol : symbols) {
      if (!Instrument.SYMBOL.matcher(symbol).matches()) {
        String upper = symbol.toUpperCase(Locale.ROOT);
        boolean meant = Instrument.SYMBOL.matcher(upper).matches();
        throw misuse(
            "'"
                + Words.plain(symbol)
                + "' is not a symbol; "
                + (meant ? "did you mean " + upper + "?" : "write e.g. --symbols SPY,IWM"));
      }
    }
    return new LinkedHashSet<>(symbols)
        .stream().map(symbol -> new Instrument(symbol, symbol)).toList();
  }

  private Optional<Subject> refuse(Path file, List<Finding> findings) {
    long errors = findings.stream().filter(Finding::refuses).count();
    Remarks.print(
        command.commandLine().getErr(),
        Words.plain(file.toString())
            + " is refused: "
            + errors
            + (errors == 1 ? " error" : " errors"),
        findings);
    return Optional.empty();
  }

  private ParameterException misuse(String why) {
    return new ParameterException(command.commandLine(), why);
  }
}
