package openbell.worker.intake.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepCommandTest {
  private static final String GOLDEN_CROSS = Call.sample("golden-cross");
  private static final String MACD = Call.sample("macd-crossing");

  @TempDir Path directory;

  private final Call call = new Call();

  @Test
  void putsTheBestCombinationFirstAndMarksTheDocumentsOwn() {
    // When
    int code = sweep(GOLDEN_CROSS, "fast.period=20..50:10", "slow.period=150,200");
    // Then
    assertThat(code).isZero();
    List<String> lines = call.out().lines().toList();
    assertThat(lines).anyMatch(line -> line.matches("  best +1 +40 +200 +1\\.13 .*"));
    assertThat(lines).anyMatch(line -> line.matches("  yours +2 +50 +200 +1\\.12 .*"));
    assertThat(call.out())
        .contains("8 combinations: 8 evaluated, 0 refused", "[██]", "(██)", "biased")
        .contains("too few to tell skill from luck");
    assertThat(lines.stream().map(Words::width)).allMatch(width -> width <= 80);
    assertThat(call.err()).contains("8 of 8 combinations in ");
  }

  @Test
  void showsTheDocumentsOwnEvenWhenTheGridDoesNotHoldIt() {
    // When
    int code = sweep(GOLDEN_CROSS, "fast.period=20,30");
    // Then
    assertThat(code).isZero();
    assertThat(call.out()).containsPattern("yours +- +50 +1\\.12").contains("by fast.period");
  }

  @Test
  void countsRefusedCombinationsAndSaysWhy() throws IOException {
    // Given
    Path csv = directory.resolve("sweep.csv");
    // When
    int code =
        call.run(
            "sweep",
            MACD,
            "--param",
            "macd.fast_period=0,10,20",
            "--param",
            "macd.slow_period=20,26",
            "--csv",
            csv.toString());
    // Then
    assertThat(code).isZero();
    assertThat(call.out())
        .contains("6 combinations: 3 evaluated, 3 refused", "Refused: 3", "xx")
        .contains("20, 20: fast_period 20 is not below slow_period 20")
        .contains("0, 20: macd.fast_period must be at least 1 and at most 2000, not 0");
    assertThat(Files.readAllLines(csv))
        .hasSize(7)
        .anyMatch(line -> line.startsWith("20,20,refused,"));
  }

  @Test
  void sweepsTheCapitalStrategyAndChoices() {
    // When
    int code = sweep(GOLDEN_CROSS, "capital.percents=50,95", "golden_cross.mode=simple,sometimes");
    // Then
    assertThat(code).isZero();
    assertThat(call.out())
        .contains("4 combinations: 2 evaluated, 2 refused")
        .contains("50, sometimes: golden_cross.mode must be one of simple, confirmed, not");
  }

  @Test
  void sortsByAnotherFigureThanTheOneThatIsBest() {
    // When
    int code =
        call.run(
            "sweep",
            GOLDEN_CROSS,
            "--param",
            "slow.period=100,150,200",
            "--metric",
            "volatility",
            "--sort",
            "cagr",
            "--top",
            "1");
    // Then
    assertThat(code).isZero();
    assertThat(call.out())
        .contains("sorted by cagr", "and 2 more")
        .containsPattern("yours? +1 +200");
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    // Given
    Call other = new Call();
    String[] words = {
      "sweep",
      MACD,
      "--param",
      "macd.fast_period=4..16:4",
      "--param",
      "macd.slow_period=12..30:3",
      "--json",
      "--threads"
    };
    // When
    call.run(with(words, "1"));
    other.run(with(words, "4"));
    // Then
    assertThat(call.out()).startsWith("{").isEqualTo(other.out()).contains("\"refused\": [");
  }

  @Test
  void stopsWithWhatIsDone() throws IOException {
    // Given
    Path csv = directory.resolve("sweep.csv");
    call.stopped();
    // When
    int code =
        call.run(
            "sweep", GOLDEN_CROSS, "--param", "fast.period=10..50:10", "--csv", csv.toString());
    // Then
    assertThat(code).isEqualTo(130);
    assertThat(call.out()).contains("5 not reached (stopped)");
    assertThat(csv).content().contains("10,not reached");
  }

  @Test
  void drawsAHeatMapThatExplainsItself() throws IOException {
    // Given
    Path heat = directory.resolve("heat.svg");
    // When
    int code =
        call.run(
            "sweep",
            MACD,
            "--param",
            "macd.fast_period=12,20",
            "--param",
            "macd.slow_period=20,26",
            "--heat",
            heat.toString());
    // Then
    assertThat(code).isZero();
    assertThat(heat)
        .content()
        .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
        .contains("role=\"img\"", "<title id=\"title\">Sharpe ratio of MACD crossing on Apple")
        .contains("<desc id=\"desc\">A heat map", "Best: macd.fast_period ", "1 refused")
        .contains("prefers-color-scheme: dark", "biased upward", "url(#refused)")
        .doesNotContain("<script", "href=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "fasst.period=10 | there is no node 'fasst'; did you mean fast?",
        "fast.perod=10 | fast (SMA) has no parameter 'perod'; did you mean period?",
        "fast.period | is not a parameter; write NODE.PARAMETER=VALUES",
        "period=10 | is not a parameter; write NODE.PARAMETER=VALUES",
        "fast.period= | fast.period needs values",
        "fast.period=10,,20 | fast.period needs values",
        "fast.period=ten | fast.period: 'ten' is not a number",
        "fast.period=1e999 | is not a number",
        "fast.period=10..60:0 | the step of fast.period=10..60:0 must be above 0",
        "fast.period=10..60:-5 | must be above 0",
        "fast.period=60..10:10 | runs backwards and holds nothing; write 10..60",
        "fast.period=1..100000 | more than 10000 values",
        "fast.period=1..1e15:0.000001 | more than 10000 values",
      })
  void refusesAParameterThatCannotBeMeant(String param, String sentence) {
    // When
    int code = sweep(GOLDEN_CROSS, param);
    // Then
    assertThat(code).isEqualTo(2);
    assertThat(call.err()).contains(sentence);
    assertThat(call.out()).isEmpty();
  }

  @Test
  void refusesTooManyCombinations() {
    // When
    int code = sweep(GOLDEN_CROSS, "fast.period=1..200", "slow.period=1..200");
    // Then
    assertThat(code).isEqualTo(2);
    assertThat(call.err()).contains("40000 combinations are too many: at most 10000");
  }

  @Test
  void refusesTheSameParameterTwice() {
    // When
    int code = sweep(GOLDEN_CROSS, "fast.period=10", "fast.period=20");
    // Then
    assertThat(code).isEqualTo(2);
    assertThat(call.err()).contains("fast.period is given twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--metric sharp | there is no figure 'sharp'; did you mean sharpe?",
        "--sort nothing | there is no figure 'nothing'",
        "--top 0 | --top is 1 or more, not 0",
        "--threads 0 | --threads is 1 to 64, not 0",
        "--heat x.svg | a heat map needs two --param, not 1",
        "--threads many | 'many' is not an int",
      })
  void refusesWrongUse(String words, String sentence) {
    // When
    int code =
        call.run(
            with(
                new String[] {"sweep", GOLDEN_CROSS, "--param", "fast.period=10"},
                words.split(" ")));
    // Then
    assertThat(code).isEqualTo(2);
    assertThat(call.err()).contains(sentence).doesNotContain("Exception");
  }

  @Test
  void findsOutBeforehandThatAFileCannotBeWritten() {
    // When
    int code =
        call.run(
            "sweep",
            GOLDEN_CROSS,
            "--param",
            "fast.period=10",
            "--csv",
            directory.resolve("none/sweep.csv").toString());
    // Then
    assertThat(code).isEqualTo(3);
    assertThat(call.err()).contains("none does not exist").doesNotContain("combinations");
  }

  @Test
  void saysWhenBarsAreMissing() {
    // When
    int code =
        call.run(
            "sweep", GOLDEN_CROSS, "--param", "fast.period=10", "--data", directory.toString());
    // Then
    assertThat(code).isEqualTo(1);
    assertThat(call.err()).contains("no bars of AAPL now: the directory");
  }

  private int sweep(String document, String... params) {
    String[] words = {"sweep", document};
    for (String param : params) {
      words = with(words, "--param", param);
    }
    return call.run(words);
  }

  private static String[] with(String[] words, String... more) {
    return Stream.of(words, more).flatMap(Arrays::stream).toArray(String[]::new);
  }
}
