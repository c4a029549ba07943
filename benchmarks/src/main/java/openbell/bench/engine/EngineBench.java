package openbell.bench.engine;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import openbell.bench.Machine;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.worker.engine.series.BarSeries;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/// Measures the engine beside TA-Lib and ta4j, and prints one table.
///
/// First the results are compared; what differs is not timed. Every method then runs in Java
/// machines of its own, one after the other, rivals right after ours.
public final class EngineBench {
  private static final String USAGE =
      """
      usage: ./openbell bench engine [--full] [--only REGEX] [--data FILE.csv]

        --full         three forks, five rounds of one second: figures to quote, about half an hour
        --only REGEX   cases whose title matches, e.g. --only 'six|batch'
        --data FILE    real bars (Date,Open,High,Low,Close,Volume) instead of a random walk for the
                       indicators and the single back-test; the last 5,000 lines are used
      """;

  private final Path out;
  private final Arguments arguments;
  private final PrintStream console;
  private final List<String> notes = new ArrayList<>();

  private EngineBench(Path out, Arguments arguments, PrintStream console) {
    this.out = out;
    this.arguments = arguments;
    this.console = console;
  }

  /// @param arguments the project's root, then the user's words
  public static void main(String[] arguments) throws IOException {
    PrintStream console = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
    Arguments parsed = Arguments.parse(List.of(arguments).subList(1, arguments.length));
    if (parsed == null) {
      console.print(USAGE);
      System.exit(2);
      return;
    }
    Path out = root.resolve("target/bench-engine");
    Files.createDirectories(out);
    if (!parsed.data().isEmpty()) {
      System.setProperty(Market.DATA, parsed.data());
    }
    System.exit(new EngineBench(out, parsed, console).run() ? 0 : 1);
  }

  /// @return true when results agreed and every case ran
  private boolean run() throws IOException {
    BarSeries bars = Market.one();
    notes.add("machine: " + Machine.hardware());
    notes.add("Java: " + Machine.java());
    notes.add("data: " + data(bars));
    notes.add("command: ./openbell bench engine " + String.join(" ", arguments.words()));
    notes.add("effort: " + arguments.effort());
    notes.add("load before: " + Machine.loadText());
    notes.forEach(console::println);
    if (Machine.load() > 0.5) {
      console.println("The machine is busy with other work: these figures will be rough.");
    }
    console.println();
    return agree(bars) && measure();
  }

  private static String data(BarSeries bars) {
    String file = System.getProperty(Market.DATA, "");
    return (file.isEmpty()
            ? "seeded random walks"
            : "%s, and seeded random walks for batches".formatted(Path.of(file).getFileName()))
        + ", %,d daily bars, %s to %s"
            .formatted(bars.size(), bars.date(0), bars.date(bars.size() - 1));
  }

  private boolean agree(BarSeries bars) {
    SameResults same = new SameResults(bars);
    same.indicators();
    same.backtest();
    same.sharing();
    same.days();
    if (!same.differences().isEmpty()) {
      console.printf(
          "Results differ in %,d places, so nothing is timed:%n", same.differences().size());
      same.differences().stream().limit(10).forEach(one -> console.println("  " + one));
      return false;
    }
    note(
        "results: %,d numbers agree with the rivals and between ways to compute them"
            .formatted(same.compared()));
    note(
        "documents: %,d are the same bytes with and without shared nodes, %,d KB per portfolio"
            .formatted(same.documents(), same.documentBytesEach() / 1_000));
    List<PortfolioDefinition> batch = Documents.mixed(BatchCases.PORTFOLIOS);
    Ours.NodeCount nodes = Ours.nodes(batch);
    note(
        "batch: %,d portfolios of %.2f symbols on average ask for %,d nodes, %,d of them distinct"
            .formatted(
                batch.size(),
                batch.stream().mapToInt(one -> one.universe().size()).average().orElse(0),
                nodes.asked(),
                nodes.distinct()));
    console.println();
    return true;
  }

  private void note(String text) {
    notes.add(text);
    console.println(text);
  }

  private boolean measure() throws IOException {
    Pattern wanted = Pattern.compile(arguments.only());
    List<Case> cases =
        Case.all().stream().filter(one -> wanted.matcher(one.title()).find()).toList();
    List<Row> rows = new ArrayList<>();
    boolean complete = !cases.isEmpty();
    long begun = System.nanoTime();
    for (Case one : cases) {
      console.printf("[%d/%d] %s ... ", rows.size() + 1, cases.size(), one.title());
      console.flush();
      Row row = row(one);
      complete &= !row.failed();
      rows.add(row);
      console.println(row.summary());
    }
    notes.add("load after: " + Machine.loadText());
    notes.add("took: " + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s");
    Table table = new Table(rows, notes);
    console.println();
    console.print(table.text());
    Path report = out.resolve("report.md");
    Files.writeString(report, table.markdown());
    console.printf("%nThe same as Markdown: %s; JMH's own logs and JSON are beside it.%n", report);
    return complete;
  }

  private Row row(Case one) {
    String file = one.ours();
    ChainedOptionsBuilder options =
        arguments
            .effort()
            .options(one.pace())
            .include("\\." + Pattern.quote(one.ours()) + "$")
            .jvmArgsAppend(
                "--sun-misc-unsafe-memory-access=allow",
                "-D" + Market.DATA + "=" + arguments.data())
            .shouldFailOnError(true)
            .output(out.resolve(file + ".log").toString())
            .resultFormat(ResultFormatType.JSON)
            .result(out.resolve(file + ".json").toString());
    if (!one.rival().isEmpty()) {
      options.include("\\." + Pattern.quote(one.rival()) + "$");
    }
    try {
      Collection<RunResult> results = new Runner(options.build()).run();
      return Row.of(one, results);
    } catch (RunnerException e) {
      return Row.failed(one, e.getMessage() + ", see " + file + ".log");
    }
  }
}
