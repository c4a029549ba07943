package openbell.worker.intake.offline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.worker.engine.RunResult;
import openbell.worker.market.BarSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Sets two documents side by side, both started on the same day.
@Command(
    name = "compare",
    sortOptions = false,
    description = "Evaluates two documents over their common span and sets them side by side.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:both were evaluated, however different they are",
      " 1:a document or its bars were refused, or they have no day in common",
      " 2:the command was used wrongly",
      " 3:a file or folder cannot be read",
      "70:Openbell itself failed"
    })
final class CompareCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "A.json", description = "a portfolio or a strategy")
  private Path first = Path.of("");

  @Parameters(index = "1", paramLabel = "B.json", description = "another")
  private Path second = Path.of("");

  @Option(names = "--json", description = "print JSON and nothing else")
  private boolean json;

  @Mixin private DocumentOptions documents = new DocumentOptions();

  CompareCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    BarSource bars = documents.bars(surroundings);
    Optional<List<Subject>> read = documents.read(first, second);
    if (read.isEmpty()) {
      return Exit.REFUSED;
    }
    Subject a = read.get().getFirst();
    Subject b = read.get().getLast();
    Comparison comparison = compare(bars, a.definition(), b.definition());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(CompareJson.of(comparison));
    } else {
      new CompareReport(surroundings.screen(), out, a, b).print(comparison);
    }
    return Exit.DONE;
  }

  /// Runs both as documented to learn their spans, and again over the common one if they differ: a
  /// position that one opened before the other existed would be compared with nothing.
  private Comparison compare(BarSource bars, PortfolioDefinition a, PortfolioDefinition b) {
    RunResult ofA = Trials.open(bars, a, documents.asOf()).run(a);
    RunResult ofB = Trials.open(bars, b, documents.asOf()).run(b);
    LocalDate start = later(Spans.first(ofA), Spans.first(ofB));
    LocalDate end = Spans.last(ofA).isBefore(Spans.last(ofB)) ? Spans.last(ofA) : Spans.last(ofB);
    if (start.isAfter(end)) {
      throw nothingInCommon(ofA, ofB);
    }
    Comparison comparison =
        Comparison.of(within(bars, a, ofA, start, end), within(bars, b, ofB, start, end));
    if (comparison.days().length == 0) {
      throw nothingInCommon(ofA, ofB);
    }
    return comparison;
  }

  private static RunResult within(
      BarSource bars,
      PortfolioDefinition definition,
      RunResult whole,
      LocalDate start,
      LocalDate end) {
    boolean same = Spans.first(whole).equals(start) && Spans.last(whole).equals(end);
    if (same) {
      return whole;
    }
    PortfolioDefinition later = Variants.startingOn(definition, start);
    return Trials.open(bars, later, end).run(later);
  }

  private static LocalDate later(LocalDate a, LocalDate b) {
    return a.isAfter(b) ? a : b;
  }

  private static FailureException nothingInCommon(RunResult a, RunResult b) {
    return FailureException.of(
        FailureReason.INSUFFICIENT_HISTORY,
        "the two have no day in common: "
            + Spans.first(a)
            + " to "
            + Spans.last(a)
            + " and "
            + Spans.first(b)
            + " to "
            + Spans.last(b));
  }
}
