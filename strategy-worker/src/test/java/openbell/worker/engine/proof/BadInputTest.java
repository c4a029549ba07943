package openbell.worker.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import openbell.model.run.FailureException;
import openbell.model.strategy.Finding;
import openbell.model.wire.Parsed;
import openbell.worker.adapter.CsvBars;
import openbell.worker.engine.series.BarSeries;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever comes in, the answer is a sentence that names the place and says what to do.
class BadInputTest {
  private static final String SMA =
      "{\"id\": \"x\", \"type\": \"SMA\", \"params\": {\"period\": 5}}";
  private static final String PLAIN =
      """
      {"name": "Plain", "symbols": [{"symbol": "AAA"}], "start_date": "2000-01-03",
       "strategy_definition": {
         "trade_strategy": {
           "indicators": [%s],
           "signals": [{"id": "buy", "type": "GreaterThan",
                        "inputs": [{"column": "Close"}, {"ref": "x"}]}],
           "outputs": {"buy_signal": "buy"}},
         "capital_strategy": {"name": "%s", "params": {"initial_capital": 1000%s}}}}
      """;

  static Stream<Arguments> documents() {
    return Stream.of(
        arguments("10,000 nodes", nodes(10_000), "65536"),
        arguments("300 nodes", nodes(300), "256"),
        arguments("64 levels", indicator(nested(64)), "deep"),
        arguments("a cycle", cycle(), "circle"),
        arguments("a window of 0", period("0"), "at least 1"),
        arguments("a window of -1", period("-1"), "at least 1"),
        arguments("a window of 2^31", period("2147483648"), "at most"),
        arguments("a window of 2^63", period("9223372036854775808"), "at most"),
        arguments("a window of 1e300", period("1e300"), "at most"),
        arguments("half a window", period("2.5"), "whole"),
        arguments("a window of NaN", period("NaN"), "JSON"),
        arguments("a window of \"NaN\"", period("\"NaN\""), "number"),
        arguments("a window of true", period("true"), "number"),
        arguments("a look into the future", indicator(SMA.replace("5}", "5, \"lag\": -1}")), "lag"),
        arguments("weights of NaN", weights("NaN"), "JSON"),
        arguments("weights of \"NaN\"", weights("\"NaN\""), "number"),
        arguments("weights of null", weights("null"), "number"),
        arguments("weights below zero", weights("-0.5"), "below zero"),
        arguments("weights above one", weights("1.5"), "weights"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void aBadDocumentIsRefusedWithThePlaceAndTheFix(String what, String document, String word) {
    // When
    List<Finding> refusals =
        Production.parse(document).findings().stream().filter(Finding::refuses).toList();
    // Then
    assertThat(refusals).isNotEmpty();
    refusals.forEach(Sentences::check);
    assertThat(refusals.toString()).contains(word);
  }

  @Test
  void aLookbackLongerThanTheDataNamesTheSymbolAndBothLengths() {
    assertThat(refusal(period("100"), Market.walk("AAA", 50, plain(), random())))
        .contains("AAA")
        .contains("50")
        .contains("100")
        .contains("49");
  }

  @Test
  void aSymbolWithoutBarsIsNamed() {
    assertThat(refusal(period("5"), Market.walk("BBB", 50, plain(), random())))
        .contains("AAA")
        .contains(" 0");
    assertThat(refusal(period("5"), Market.walk("AAA", 50, plain(), random()).slice(0, 0)))
        .contains("AAA")
        .contains(" 0");
  }

  @Test
  void barsBeforeTheStartDateOnlyAreNotEnough() {
    String late = period("5").replace("2000-01-03", "2090-01-02");
    assertThat(refusal(late, Market.walk("AAA", 50, plain(), random())))
        .contains("AAA")
        .contains("2090-01-02");
  }

  @Test
  void gapsOfMonthsAreNoError() {
    BarSeries bars = Market.walk("AAA", 300, plain(), random());
    int[] few = IntStream.range(0, 300).filter(t -> t % 90 < 7).map(t -> bars.days()[t]).toArray();
    assertThat(Production.run(legal(period("5")), List.of(bars.onDays(few))))
        .isInstanceOf(Production.Answer.Ran.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          price of zero        | 2020-01-03,0,12,9,11,100    | above 0
          price below zero     | 2020-01-03,-1,12,9,11,100   | above 0
          price of NaN         | 2020-01-03,NaN,12,9,11,100  | plain number
          price without end    | 2020-01-03,1e999,12,9,11,1  | Open
          price missing        | 2020-01-03,,12,9,11,100     | plain number
          volume below zero    | 2020-01-03,10,12,9,11,-1    | negative
          a date twice         | 2020-01-02,10,12,9,11,100   | twice
          a date too early     | 2020-01-01,10,12,9,11,100   | ascend
          no such day          | 2020-02-30,10,12,9,11,100   | date
          high below low       | 2020-01-03,10,9,12,11,100   | High is below Low
          a column too many    | 2020-01-03,10,12,9,11,100,5 | more than 6
          a column too few     | 2020-01-03,10,12,9,11       | fewer than 6
          """)
  void aBadBarIsRefusedWithItsLine(String what, String line, String word, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("aaa.csv");
    Files.writeString(
        file, "Date,Open,High,Low,Close,Volume\n2020-01-02,10,12,9,11,100\n" + line + "\n");
    Assertions.assertThatThrownBy(() -> CsvBars.read(file))
        .isInstanceOfSatisfying(
            FailureException.class,
            refused -> {
              Sentences.check(refused.failure().detail());
              assertThat(refused.failure().detail()).contains("AAA").contains("3").contains(word);
            });
  }

  private static String refusal(String document, BarSeries bars) {
    Production.Answer answer = Production.run(legal(document), List.of(bars));
    assertThat(answer).isInstanceOf(Production.Answer.Refused.class);
    String detail = ((Production.Answer.Refused) answer).failure().detail();
    Sentences.check(detail);
    return detail;
  }

  private static openbell.model.portfolio.PortfolioDefinition legal(String document) {
    Parsed parsed = Production.parse(document);
    assertThat(parsed.findings().stream().filter(Finding::refuses)).isEmpty();
    return ((Parsed.Ok) parsed).definition();
  }

  private static Market.Habit plain() {
    return Market.Habit.PLAIN;
  }

  private static SplittableRandom random() {
    return new SplittableRandom(Options.seed(0));
  }

  private static String indicator(String json) {
    return PLAIN.formatted(json, "PercentCapitalStrategy", ", \"percents\": 95");
  }

  private static String period(String value) {
    return indicator(SMA.replace("\"period\": 5", "\"period\": " + value));
  }

  private static String weights(String value) {
    return PLAIN.formatted(SMA, "TargetWeightStrategy", ", \"weights\": {\"AAA\": " + value + "}");
  }

  private static String nodes(int count) {
    return indicator(
        SMA
            + IntStream.range(0, count)
                .mapToObj(i -> "," + SMA.replace("\"x\"", "\"x" + i + "\""))
                .collect(Collectors.joining()));
  }

  private static String nested(int depth) {
    return depth == 0
        ? SMA.replace("\"id\": \"x\", ", "")
        : "{%s\"type\": \"SMA\", \"inputs\": [%s]}"
            .formatted(depth == 64 ? "\"id\": \"x\", " : "", nested(depth - 1));
  }

  private static String cycle() {
    return indicator(
        "{\"id\": \"x\", \"type\": \"SMA\", \"inputs\": [{\"ref\": \"y\"}]},"
            + "{\"id\": \"y\", \"type\": \"EMA\", \"inputs\": [{\"ref\": \"x\"}]}");
  }
}
