package openbell.worker.intake.offline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.worker.engine.RunResult;
import openbell.worker.market.BarSource;
import openbell.worker.run.ArtifactFiles;
import openbell.worker.wiring.Offline;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Evaluates one portfolio, reports it on a screen, and writes the files a worker would write.
@Command(
    name = "backtest",
    sortOptions = false,
    description = "Back-tests one portfolio or strategy document, without any server.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:the report was printed, and the files were written if you asked for them",
      " 1:the document or its bars were refused; standard error says why",
      " 2:the command was used wrongly",
      " 3:a file or folder cannot be read or written",
      "70:Openbell itself failed"
    })
final class BacktestCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FILE.json", description = "a portfolio or a strategy")
  private Path file = Path.of("");

  @Mixin private DocumentOptions documents = new DocumentOptions();

  @Option(
      names = "--out",
      paramLabel = "OUT",
      description = "write the files a worker writes into this folder; it is made if needed")
  private @Nullable Path out;

  @Option(names = "--json", description = "print result.json and nothing else")
  private boolean json;

  BacktestCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    BarSource bars = documents.bars(surroundings);
    Path folder = out;
    if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new FileAlreadyExistsException(folder.toString());
    }
    Optional<List<Subject>> read = documents.read(file);
    if (read.isEmpty()) {
      return Exit.REFUSED;
    }
    Subject subject = read.get().getFirst();
    PortfolioDefinition definition = subject.definition();
    RunResult result = Trials.open(bars, definition, documents.asOf()).run(definition);
    SequencedMap<String, byte[]> files = ArtifactFiles.of(result);
    if (folder != null) {
      write(folder, files);
    }
    print(subject, result, files);
    return Exit.DONE;
  }

  private static void write(Path folder, Map<String, byte[]> files) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> one : files.entrySet()) {
      Files.write(folder.resolve(one.getKey()), one.getValue());
    }
  }

  private void print(Subject subject, RunResult result, SequencedMap<String, byte[]> files) {
    PrintWriter to = spec.commandLine().getOut();
    if (json) {
      byte[] document = files.getOrDefault("result.json", new byte[0]);
      to.println(new String(document, StandardCharsets.UTF_8));
      Remarks.print(spec.commandLine().getErr(), "Remarks on " + file, subject.remarks());
      return;
    }
    new BacktestReport(surroundings.screen(), to, Offline.returnTables()).print(subject, result);
    if (out != null) {
      to.println(
          "  Files in " + Words.plain(out.toString()) + ": " + String.join(", ", files.keySet()));
    }
  }
}
