package openbell.worker.intake;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.run.FailureException;
import openbell.model.strategy.Finding;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;
import openbell.worker.engine.Engine;
import openbell.worker.engine.RunResult;
import openbell.worker.engine.series.BarSet;
import openbell.worker.run.ArtifactFiles;
import openbell.worker.run.BarSource;
import openbell.worker.run.RunExecutor;
import openbell.worker.wiring.Offline;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Evaluates one portfolio without any server, and writes the files a worker would write.
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Back-tests one portfolio document, without any server.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:the files were written",
      " 1:the document or its bars were refused, or a file cannot be read or written",
      " 2:the command was used wrongly"
    })
public final class BacktestCommand implements Callable<Integer> {
  private static final int REFUSED = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FILE.json", description = "the portfolio document")
  private Path file = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "directory with one SYMBOL.csv per symbol")
  private Path data = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "OUT",
      required = true,
      description = "directory for the files; it is made if it is not there")
  private Path out = Path.of("");

  @Option(names = "--json", description = "print result.json instead of a report")
  private boolean json;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "last day the run may know, e.g. 2020-12-31; by default the newest bar")
  private @Nullable LocalDate asOf;

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8));
    int code = run(out, err, args);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /// The command without the end of the process; for tests and for other doors.
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return new CommandLine(new BacktestCommand()).setOut(out).setErr(err).execute(args);
  }

  @Override
  public Integer call() {
    try {
      return switch (new PortfolioCodec().parse(Files.readAllBytes(file))) {
        case Parsed.Refused(var findings) -> refuse(findings);
        case Parsed.Ok(var definition, var warnings) -> {
          print(spec.commandLine().getErr(), warnings);
          yield backtest(definition);
        }
      };
    } catch (FailureException e) {
      return refuse(e.failure().reason() + ": " + e.failure().detail());
    } catch (IOException e) {
      return refuse("cannot read or write " + e.getMessage());
    }
  }

  private int backtest(PortfolioDefinition definition) throws IOException {
    BarSource bars = Offline.bars(data);
    LocalDate last = asOf == null ? LocalDate.MAX : asOf;
    BarSet fetched = RunExecutor.fetch(bars, definition, last);
    LocalDate through = asOf == null ? RunExecutor.newest(definition, fetched) : asOf;
    String hash = new PortfolioCodec().configHash(definition);
    RunResult result = new Engine().run(definition, hash, fetched, through);
    Map<String, byte[]> files = ArtifactFiles.of(result);
    Files.createDirectories(out);
    for (Map.Entry<String, byte[]> one : files.entrySet()) {
      Files.write(out.resolve(one.getKey()), one.getValue());
    }
    PrintWriter to = spec.commandLine().getOut();
    if (json) {
      to.println(
          new String(files.getOrDefault("result.json", new byte[0]), StandardCharsets.UTF_8));
    } else {
      new BacktestReport(to, Offline.returnTables()).print(result);
      to.printf("  Files in %s: %s%n", out, String.join(", ", files.keySet()));
    }
    return CommandLine.ExitCode.OK;
  }

  private int refuse(List<Finding> findings) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(file + " is refused:");
    print(err, findings);
    return REFUSED;
  }

  private static void print(PrintWriter to, List<Finding> findings) {
    for (Finding one : findings) {
      to.println("  " + one.code() + " " + one.pointer() + " " + one.message());
      if (!one.hint().isEmpty()) {
        to.println("       " + one.hint());
      }
    }
  }

  private int refuse(String why) {
    spec.commandLine().getErr().println(why);
    return REFUSED;
  }
}
