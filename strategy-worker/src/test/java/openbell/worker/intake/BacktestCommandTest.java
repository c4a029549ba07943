package openbell.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;
import openbell.worker.engine.Engine;
import openbell.worker.run.ArtifactFiles;
import openbell.worker.run.BarSource;
import openbell.worker.run.RunExecutor;
import openbell.worker.wiring.Offline;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("openbell.root", "..")).resolve("sample-data");

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TestFactory
  Stream<DynamicTest> writesWhatAWorkerWrites() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> documents = Files.list(SAMPLES.resolve("portfolios"))) {
      for (Path document : documents.filter(one -> one.toString().endsWith(".json")).toList()) {
        String name = document.getFileName().toString();
        tests.add(DynamicTest.dynamicTest(name, () -> compare(document, directory.resolve(name))));
      }
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(8);
    return tests.stream();
  }

  private void compare(Path document, Path target) throws IOException {
    // When
    int code = run(document, "--out", target.toString());
    // Then
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    Parsed.Ok parsed = (Parsed.Ok) new PortfolioCodec().parse(Files.readAllBytes(document));
    PortfolioDefinition definition = parsed.definition();
    BarSource bars = Offline.bars(SAMPLES.resolve("bars"));
    LocalDate asOf =
        RunExecutor.newest(definition, RunExecutor.fetch(bars, definition, LocalDate.MAX));
    ArtifactFiles.of(
            new Engine()
                .run(
                    definition,
                    new PortfolioCodec().configHash(definition),
                    RunExecutor.fetch(bars, definition, asOf),
                    asOf))
        .forEach((name, bytes) -> assertThat(target.resolve(name)).hasBinaryContent(bytes));
    assertThat(out.toString()).contains(definition.name(), "Return a year", "Jan");
  }

  @Test
  void stopsAtTheDayItIsTold() {
    int code = run(sample(), "--out", directory.toString(), "--as-of", "2016-01-01", "--json");
    assertThat(code).isZero();
    assertThat(out.toString()).startsWith("{").contains("\"asOf\":\"2015-12-31\"");
  }

  @Test
  void refusesADocumentWithItsFindings() throws IOException {
    Path broken = directory.resolve("broken.json");
    Files.writeString(broken, "{\"name\": \"x\", \"nonsense\": 1}");
    assertThat(run(broken, "--out", directory.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("is refused", "/nonsense");
  }

  @Test
  void refusesWithoutBars() {
    int code =
        new Run()
            .with(
                sample().toString(),
                "--data",
                directory.toString(),
                "--out",
                directory.resolve("out").toString());
    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("MARKET_DATA_UNAVAILABLE: there are no bars of AAPL");
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThat(run(directory.resolve("none.json"), "--out", directory.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("none.json");
  }

  @Test
  void explainsItsUse() {
    assertThat(new Run().with("--nonsense")).isEqualTo(2);
    assertThat(err.toString()).contains("--data=DIR", "--out=OUT");
  }

  private static Path sample() {
    return SAMPLES.resolve("portfolios/golden-cross.json");
  }

  private int run(Path document, String... more) {
    List<String> arguments = new ArrayList<>(List.of(document.toString()));
    arguments.addAll(List.of("--data", SAMPLES.resolve("bars").toString()));
    arguments.addAll(List.of(more));
    return new Run().with(arguments.toArray(new String[0]));
  }

  private final class Run {
    int with(String... arguments) {
      return BacktestCommand.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }
  }
}
