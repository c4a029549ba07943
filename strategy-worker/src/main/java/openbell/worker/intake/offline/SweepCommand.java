package openbell.worker.intake.offline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.Spelling;
import openbell.worker.engine.RunResult;
import openbell.worker.market.BarSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Evaluates one document with every combination of some parameters, and compares them.
@Command(
    name = "sweep",
    sortOptions = false,
    description = {
      "Evaluates a document over a grid of parameters, at most "
          + Sweep.MOST_COMBINATIONS
          + " combinations.",
      "A sweep is in-sample: its best result is biased upward."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:every combination was evaluated or is listed as refused",
      " 1:the document or its bars were refused; standard error says why",
      " 2:the command was used wrongly, e.g. there is no such parameter",
      " 3:a file or folder cannot be read or written",
      "70:Openbell itself failed",
      "130:stopped by Ctrl-C; what was done until then was printed and written"
    })
final class SweepCommand implements Callable<Integer> {
  private static final int USUAL_ROWS = 10;
  private static final int MOST_THREADS = 64;

  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FILE.json", description = "a portfolio or a strategy")
  private Path file = Path.of("");

  @Option(
      names = "--param",
      required = true,
      paramLabel = "NODE.PARAM=VALUES",
      description = {
        "a parameter and its values, as ranges with a step and lists:",
        "fast.period=10..60:10 or slow.period=100,150,200;",
        "capital.percents is a parameter of the capital strategy"
      })
  private List<String> params = new ArrayList<>();

  @Option(
      names = "--metric",
      paramLabel = "KEY",
      defaultValue = "sharpe",
      description = "the figure that says what is best (${DEFAULT-VALUE}); a wrong one lists all")
  private String metric = "";

  @Option(names = "--sort", paramLabel = "KEY", description = "sort by another figure")
  private @Nullable String sort;

  @Option(names = "--top", paramLabel = "N", description = "rows of the table (10)")
  private @Nullable Integer top;

  @Option(
      names = "--heat",
      paramLabel = "FILE.svg",
      description = "draw two parameters as a heat map")
  private @Nullable Path heat;

  @Option(names = "--csv", paramLabel = "FILE.csv", description = "write every combination")
  private @Nullable Path csv;

  @Option(names = "--json", description = "print JSON and nothing else")
  private boolean json;

  @Option(names = "--threads", paramLabel = "N", description = "by default one per core")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private DocumentOptions documents = new DocumentOptions();

  SweepCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    BarSource bars = documents.bars(surroundings);
    check();
    Optional<List<Subject>> read = documents.read(file);
    if (read.isEmpty()) {
      return Exit.REFUSED;
    }
    PortfolioDefinition definition = read.get().getFirst().definition();
    Grid grid = grid(definition);
    Trials trials = Trials.open(bars, definition, documents.asOf());
    RunResult own = trials.run(definition);
    Map<String, Double> figures = own.artifact().metrics();
    List<Figure> order =
        List.of(figure(metric, figures), figure(sort == null ? metric : sort, figures));
    PrintWriter err = spec.commandLine().getErr();
    List<Outcome> outcomes =
        new Sweep(trials, definition, grid)
            .run(threads, surroundings.stop(), new Progress(err, surroundings, grid.size()));
    Ranking ranking = Ranking.of(definition.name(), grid, figures, order, outcomes);
    print(ranking, Spans.of(own));
    write(ranking, Spans.of(own));
    return ranking.notReached() == 0 ? Exit.DONE : Exit.STOPPED;
  }

  private void check() throws IOException {
    if (threads < 1 || threads > MOST_THREADS) {
      throw misuse("--threads is 1 to " + MOST_THREADS + ", not " + threads);
    }
    Integer rows = top;
    if (rows != null && rows < 1) {
      throw misuse("--top is 1 or more, not " + rows);
    }
    if (heat != null && params.size() != 2) {
      throw misuse("a heat map needs two --param, not " + params.size());
    }
    for (Path target : new @Nullable Path[] {heat, csv}) {
      if (target != null) {
        DocumentFile.requireWritable(target);
      }
    }
  }

  private Grid grid(PortfolioDefinition definition) {
    Grid grid = new Grid(new AxisParser(definition.strategy(), this::misuse).parse(params));
    if (grid.size() > Sweep.MOST_COMBINATIONS) {
      throw misuse(
          grid.size()
              + " combinations are too many: at most "
              + Sweep.MOST_COMBINATIONS
              + " are swept; use larger steps or fewer parameters");
    }
    return grid;
  }

  private Figure figure(String key, Map<String, Double> known) {
    List<String> keys = Figure.keys(known.keySet());
    return Figure.find(key, known.keySet())
        .orElseThrow(
            () ->
                misuse(
                    "there is no figure '"
                        + Words.plain(key)
                        + "'; "
                        + Spelling.nearest(key, keys)
                            .map(near -> "did you mean " + near + "? ")
                            .orElse("")
                        + "There is "
                        + String.join(", ", keys)));
  }

  private void print(Ranking ranking, String span) {
    PrintWriter out = spec.commandLine().getOut();
    Integer rows = top;
    if (json) {
      out.println(
          new SweepFiles(ranking).json(span, rows == null ? Sweep.MOST_COMBINATIONS : rows));
    } else {
      new SweepReport(surroundings.screen(), out, ranking)
          .print(span, rows == null ? USUAL_ROWS : rows);
    }
  }

  private void write(Ranking ranking, String span) throws IOException {
    if (csv != null) {
      write(csv, new SweepFiles(ranking).csv());
    }
    if (heat != null) {
      write(heat, new HeatSvg(new HeatMap(ranking), span).text());
    }
  }

  private void write(Path target, String text) throws IOException {
    Files.writeString(target, text);
    PrintWriter to = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    to.println("  Wrote " + Words.plain(target.toString()));
  }

  private ParameterException misuse(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
