package openbell.worker.intake.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import openbell.worker.market.BarSource;
import openbell.worker.market.Factors;
import openbell.worker.run.ArtifactFiles;
import openbell.worker.run.RunInputs;
import openbell.worker.wiring.Offline;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
  private static final String GOLDEN_CROSS = Call.sample("golden-cross");

  @TempDir Path directory;

  private final Call call = new Call();

  @TestFactory
  Stream<DynamicTest> writesWhatAWorkerWrites() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> documents = Files.list(Call.SAMPLES.resolve("portfolios"))) {
      for (Path document : documents.filter(one -> one.toString().endsWith(".json")).toList()) {
        String name = document.getFileName().toString();
        tests.add(DynamicTest.dynamicTest(name, () -> compare(document, directory.resolve(name))));
      }
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(8);
    return tests.stream();
  }

  private static void compare(Path document, Path target) throws IOException {
    // Given
    Call call = new Call();
    // When
    int code = call.run("backtest", document.toString(), "--out", target.toString());
    // Then
    assertThat(call.err()).isEmpty();
    assertThat(code).isZero();
    Parsed.Ok parsed = (Parsed.Ok) new PortfolioCodec().parse(Files.readAllBytes(document));
    PortfolioDefinition definition = parsed.definition();
    BarSource bars = Offline.bars(Call.BARS, null);
    LocalDate asOf = RunInputs.newest(definition, RunInputs.fetch(bars, definition, LocalDate.MAX));
    ArtifactFiles.of(
            new Engine()
                .run(
                    definition,
                    new PortfolioCodec().configHash(definition),
                    RunInputs.fetch(bars, definition, asOf),
                    asOf))
        .forEach((name, bytes) -> assertThat(target.resolve(name)).hasBinaryContent(bytes));
    assertThat(call.out()).contains(definition.name(), "CAGR", "Jan", "Files in");
    assertThat(call.out().lines().filter(line -> !line.contains("Files in")))
        .allMatch(line -> Words.width(line) <= 80);
  }

  @Test
  void writesNothingUnlessAskedTo() {
    // When
    int code = call.run("backtest", GOLDEN_CROSS);
    // Then
    assertThat(code).isZero();
    assertThat(call.out())
        .contains(
            "AAPL, 2014-06-02 to 2018-05-11, 995 bars, USD",
            "Equity    ▁▁",
            "SPX held",
            "Sharpe ratio                 1.12",
            "AAPL    Hold    188.59",
            "2016-09-06",
            "sell, ",
            "2017  4.6   12",
            "-13.0 %  2018-01-18  2018-02-08  2018-03-09          49",
            "2016   25.7 %       -13.0 %    1.46")
        .doesNotContain("Files in", "\u001b[");
  }

  @Test
  void saysWhyOnADayWithAnOrder() {
    // When
    int code = call.run("backtest", Call.sample("macd-crossing"), "--as-of", "2018-05-02");
    // Then
    assertThat(code).isZero();
    assertThat(call.out())
        .contains(
            "Why AAPL: Buy",
            "✓ turns_up Crossover",
            "macd.signal",
            "(was ",
            "% apart)",
            "flipped today");
  }

  @Test
  void drawsWithPlainCharactersWhereBlocksDoNotArrive() {
    // Given
    call.on(new Screen(80, false, false));
    // When
    int code = call.run("backtest", Call.sample("macd-crossing"), "--as-of", "2018-05-02");
    // Then
    assertThat(code).isZero();
    assertThat(call.out()).contains("Equity    __", "+ turns_up Crossover");
    assertThat(call.out().chars()).allMatch(c -> c < 128);
  }

  @Test
  void coloursOnlyWhereColourIsWanted() {
    // Given
    call.on(new Screen(100, true, true));
    // When
    int code = call.run("backtest", GOLDEN_CROSS);
    // Then
    assertThat(code).isZero();
    assertThat(call.out()).contains("\u001b[1mGolden cross on Apple\u001b[0m", "\u001b[32m");
  }

  @Test
  void stopsAtTheDayItIsTold() {
    // When
    int code = call.run("backtest", GOLDEN_CROSS, "--as-of", "2016-01-01", "--json");
    // Then
    assertThat(code).isZero();
    assertThat(call.out()).startsWith("{").contains("\"asOf\":\"2015-12-31\"").endsWith("}\n");
    assertThat(call.err()).isEmpty();
  }

  @Test
  void refusesADocumentWithItsFindings() throws IOException {
    // Given
    Path broken = directory.resolve("broken.json");
    Files.writeString(broken, "{\"name\": \"x\", \"nonsense\": 1}");
    // When
    int code = call.run("backtest", broken.toString());
    // Then
    assertThat(code).isEqualTo(1);
    assertThat(call.err()).contains("broken.json is refused", "S002 at /nonsense");
    assertThat(call.out()).isEmpty();
  }

  @Test
  void refusesWhatIsNotJson() throws IOException {
    // Given
    Path broken = directory.resolve("broken.json");
    Files.writeString(broken, "name = x");
    // When
    int code = call.run("backtest", broken.toString(), "--json");
    // Then
    assertThat(code).isEqualTo(1);
    assertThat(call.err()).contains("this is not JSON at line 1");
    assertThat(call.out()).isEmpty();
  }

  @Test
  void refusesWithoutBars() {
    // When
    int code =
        call.run(
            "backtest",
            GOLDEN_CROSS,
            "--data",
            directory.toString(),
            "--out",
            directory.resolve("out").toString());
    // Then
    assertThat(code).isEqualTo(1);
    assertThat(call.err()).contains("MARKET_DATA_UNAVAILABLE: no bars of AAPL now: the directory");
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void tellsAFileThatIsNotThereFromARefusal() {
    // When
    int code = call.run("backtest", directory.resolve("none.json").toString());
    // Then
    assertThat(code).isEqualTo(3);
    assertThat(call.err()).contains("none.json does not exist").doesNotContain("Exception");
  }

  @Test
  void adjustsRawBarsByTheirFactors() throws IOException {
    // Given: a split of two to one long after the last bar, for both symbols
    for (String symbol : List.of("AAPL", "SPX")) {
      Files.writeString(
          directory.resolve(symbol + ".factors.csv"), Factors.HEADER + "\n2050-12-31,1,0.5,0\n");
    }
    // When
    int code = call.run("backtest", GOLDEN_CROSS, "--factors", directory.toString(), "--json");
    // Then
    assertThat(call.err()).isEmpty();
    assertThat(code).isZero();
    Files.delete(directory.resolve("SPX.factors.csv"));
    Call again = new Call();
    assertThat(again.run("backtest", GOLDEN_CROSS, "--factors", directory.toString())).isEqualTo(1);
    assertThat(again.err()).contains("INVALID_MARKET_DATA: there is no file SPX.factors.csv");
  }

  @Test
  void wantsAFileAndNotAFolder() {
    // When
    int code = call.run("backtest", directory.toString());
    // Then
    assertThat(code).isEqualTo(3);
    assertThat(call.err()).contains("is a folder: name a file in it");
  }

  @Test
  void cannotWriteIntoAFile() throws IOException {
    // Given
    Path taken = Files.writeString(directory.resolve("taken"), "x");
    // When
    int code = call.run("backtest", GOLDEN_CROSS, "--out", taken.toString());
    // Then
    assertThat(code).isEqualTo(3);
    assertThat(call.err()).contains("taken is a file, not a folder");
    assertThat(call.out()).isEmpty();
  }

  @Test
  void cannotReadBarsFromAFolderThatIsNotThere() {
    // When
    int code = call.run("backtest", GOLDEN_CROSS, "--data", directory.resolve("none").toString());
    // Then
    assertThat(code).isEqualTo(3);
    assertThat(call.err()).contains("none does not exist");
  }

  @Test
  void explainsItsUse() {
    // When
    int code = call.run("backtest", GOLDEN_CROSS, "--nonsense");
    // Then
    assertThat(code).isEqualTo(2);
    assertThat(call.err())
        .contains("--nonsense", "--data=DIR", "--out=OUT", "openbell backtest --help");
  }

  @Test
  void helpNamesEveryExitCode() {
    // When
    int code = call.run("backtest", "--help");
    // Then
    assertThat(code).isZero();
    assertThat(call.out()).contains("Exit codes:", "0 ", "1 ", "2 ", "3 ", "70 ");
  }

  @Test
  void asksForBarsWhenNobodyKnowsAny() {
    // Given
    call.withoutSampleBars();
    // When
    int code = call.run("backtest", GOLDEN_CROSS);
    // Then
    assertThat(code).isEqualTo(2);
    assertThat(call.err()).contains("say where the bars are: --data DIR");
  }

  @Test
  void aDayIsWrittenAsADay() {
    // When
    int code = call.run("backtest", GOLDEN_CROSS, "--as-of", "yesterday");
    // Then
    assertThat(code).isEqualTo(2);
    assertThat(call.err())
        .contains("'yesterday' is not a day; write it as 2018-05-11")
        .doesNotContain("Exception");
  }

  @Test
  void anUnknownVerbIsAMisuse() {
    // When
    int code = call.run();
    // Then
    assertThat(code).isEqualTo(2);
    assertThat(call.err()).contains("backtest, sweep or compare");
  }
}
