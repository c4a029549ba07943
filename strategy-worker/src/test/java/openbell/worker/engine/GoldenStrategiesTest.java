package openbell.worker.engine;

import static openbell.worker.testing.Documents.band;
import static openbell.worker.testing.Documents.inline;
import static openbell.worker.testing.Documents.node;
import static openbell.worker.testing.Documents.own;
import static openbell.worker.testing.Documents.portfolio;
import static openbell.worker.testing.Documents.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import openbell.model.artifact.RunArtifact.Trade;
import openbell.model.portfolio.Costs;
import openbell.model.portfolio.Execution;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.StrategyDefinition.CapitalStrategy;
import openbell.worker.adapter.CsvBars;
import openbell.worker.engine.portfolio.Fill;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import openbell.worker.testing.Documents;
import openbell.worker.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Whole back-tests of three other programs: every trade must be the same.
@Tag("golden")
class GoldenStrategiesTest {
  private static final LocalDate END = LocalDate.of(2021, 3, 31);

  @TestFactory
  Stream<DynamicTest> tradesLikeBacktestingPy() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode run : Golden.json("strategies/backtesting_py/results.json").get("generated")) {
      tests.add(DynamicTest.dynamicTest(run.get("id").asText(), () -> compare(run)));
    }
    assertThat(tests).hasSize(64);
    return tests.stream();
  }

  private static void compare(JsonNode run) {
    BarSeries bars = bars(run.get("symbol").asText());
    JsonNode settings = run.get("settings");
    boolean atClose = settings.get("trade_on_close").asBoolean();
    double percents = settings.get("size").isNumber() ? 100 * settings.get("size").asDouble() : 100;
    Documents document =
        rules(run.get("strategy").asText(), bars)
            .costs(new Costs(settings.get("commission").asDouble(), 0, 0, 0, 0))
            .capital(
                Documents.capital(
                    "SimplePercentCapitalStrategy",
                    Map.of("initial_capital", 100_000, "percents", percents)))
            .execution(
                Documents.execution(
                    atClose ? Execution.Fill.CLOSE : Execution.Fill.NEXT_OPEN,
                    Execution.SizeAt.FILL_PRICE,
                    Execution.OnCashShortage.RESIZE));
    RunResult result = new Engine().run(document.build(), "", BarSet.of(bars), END);
    List<Trade> ours = result.artifact().trades();
    List<String[]> theirs =
        Golden.csv("strategies/backtesting_py/" + run.get("trades_csv").asText());
    // A position that is open at the end is closed by that program, and stays open here.
    boolean open = result.artifact().today().getFirst().position() != null;
    assertThat(ours).hasSize(open ? theirs.size() - 1 : theirs.size());
    for (int i = 0; i < ours.size(); i++) {
      same(ours.get(i), theirs.get(i), bars);
    }
    if (!open) {
      assertThat(result.artifact().equity())
          .isCloseTo(run.get("stats").get("Equity Final [$]").asDouble(), within(1e-6));
    }
  }

  private static void same(Trade ours, String[] theirs, BarSeries bars) {
    assertThat(ours.quantity()).isEqualTo(Double.parseDouble(theirs[0]));
    assertThat(ours.entered()).isEqualTo(bars.date(Integer.parseInt(theirs[1])));
    assertThat(ours.exited()).isEqualTo(bars.date(Integer.parseInt(theirs[2])));
    assertThat(ours.bars()).isEqualTo(Integer.parseInt(theirs[2]) - Integer.parseInt(theirs[1]));
    assertThat(ours.entryPrice()).isCloseTo(Double.parseDouble(theirs[3]), within(1e-9));
    assertThat(ours.exitPrice()).isCloseTo(Double.parseDouble(theirs[4]), within(1e-9));
    assertThat(ours.pnl()).isCloseTo(Double.parseDouble(theirs[5]), within(1e-4));
    assertThat(ours.returnPercent()).isCloseTo(100 * Double.parseDouble(theirs[7]), within(1e-6));
  }

  private static Documents rules(String strategy, BarSeries bars) {
    Documents document = portfolio(bars.symbol()).from(bars.date(0));
    return switch (strategy) {
      case "sma_10_30" -> crossing(document, "SMA", 10, 30);
      case "sma_50_200" -> crossing(document, "SMA", 50, 200);
      case "ema_12_26" -> crossing(document, "EMA", 12, 26);
      case "rsi14_30_70" ->
          document
              .indicator(node("rsi", "RSI", Map.of("period", 14)))
              .buy("LessThan", ref("rsi"), Documents.constant(30))
              .sell("GreaterThan", ref("rsi"), Documents.constant(70));
      case "bb20_2_meanrev" ->
          document
              .indicator(node("bands", "BollingerBands", Map.of("period", 20, "stddev", 2)))
              .buy("LessThan", own("Close"), band("bands", "lower"))
              .sell("GreaterThan", own("Close"), band("bands", "middle"));
      case "donchian_55_20" ->
          document
              .buy(
                  "GreaterThan",
                  own("Close"),
                  inline("HighestValue", Map.of("period", 55, "lag", 1)))
              .sell(
                  "LessThan", own("Close"), inline("LowestValue", Map.of("period", 20, "lag", 1)));
      case "price_vs_sma200" ->
          document
              .indicator(node("mean", "SMA", Map.of("period", 200)))
              .buy("GreaterThan", own("Close"), ref("mean"))
              .sell("LessThan", own("Close"), ref("mean"));
      // That program signals on its second bar, which is where this portfolio starts.
      case "buy_and_hold" -> document.from(bars.date(1)).buy("Always").neverSells();
      default -> throw new IllegalArgumentException(strategy);
    };
  }

  private static Documents crossing(Documents document, String type, int fast, int slow) {
    return document
        .indicator(node("fast", type, Map.of("period", fast)))
        .indicator(node("slow", type, Map.of("period", slow)))
        .buy("Crossover", ref("fast"), ref("slow"))
        .sell("Crossunder", ref("fast"), ref("slow"));
  }

  @TestFactory
  Stream<DynamicTest> keepsAccountsLikeBacktraderToTheCent() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode run : Golden.json("strategies/backtrader/results.json").get("runs")) {
      tests.add(DynamicTest.dynamicTest(run.get("id").asText(), () -> shared(run)));
    }
    assertThat(tests).hasSize(2);
    return tests.stream();
  }

  private static void shared(JsonNode run) {
    List<String> symbols = new ArrayList<>();
    run.get("symbols").forEach(symbol -> symbols.add(symbol.asText()));
    boolean ofValue = run.get("capital").get("mode").asText().equals("value");
    PortfolioDefinition definition =
        crossing(portfolio(symbols.toArray(new String[0])), "SMA", 50, 200)
            .from(LocalDate.parse(run.get("start").asText()))
            .costs(new Costs(run.get("commission").asDouble(), 0, 0, 0, 0))
            .capital(
                Documents.capital(
                    ofValue ? "PercentCapitalStrategy" : "SimplePercentCapitalStrategy",
                    Map.of(
                        "initial_capital",
                        100_000,
                        "percents",
                        run.get("capital").get("percent").asDouble())))
            .execution(
                new Execution(
                    Execution.Fill.NEXT_OPEN,
                    Execution.SizeAt.SIGNAL_CLOSE,
                    Execution.OnCashShortage.REJECT,
                    Execution.Alignment.INTERSECTION,
                    0,
                    0,
                    0,
                    1,
                    false))
            .build();
    BarSet bars = BarSet.of(symbols.stream().map(GoldenStrategiesTest::bars).toList());
    RunResult result = new Engine().run(definition, "", bars, END);
    assertThat(result.simulation().equity()).hasSize(run.get("bars").asInt());
    List<Fill> ours = result.simulation().fills();
    List<String[]> theirs =
        Golden.csv("strategies/backtrader/" + run.get("id").asText() + ".fills.csv");
    assertThat(ours).hasSameSizeAs(theirs);
    for (int i = 0; i < ours.size(); i++) {
      assertThat(LocalDate.ofEpochDay(ours.get(i).day())).isEqualTo(theirs.get(i)[0]);
      assertThat(ours.get(i).symbol()).isEqualTo(theirs.get(i)[1]);
      assertThat(ours.get(i).quantity()).isEqualTo(Double.parseDouble(theirs.get(i)[3]));
      assertThat(ours.get(i).price()).isCloseTo(Double.parseDouble(theirs.get(i)[4]), within(1e-9));
      assertThat(ours.get(i).fee()).isCloseTo(Double.parseDouble(theirs.get(i)[5]), within(1e-6));
    }
    assertThat(result.artifact().equity())
        .isCloseTo(run.get("final_value").asDouble(), within(0.005));
    assertThat(result.artifact().cash()).isCloseTo(run.get("final_cash").asDouble(), within(0.005));
    assertThat(result.artifact().metrics())
        .containsEntry("trades", run.get("analyzers").get("closed_trades").asDouble());
    assertThat(result.artifact().metrics().get("vwr_bt"))
        .isCloseTo(run.get("analyzers").get("vwr").asDouble(), within(1e-6));
  }

  @TestFactory
  Stream<DynamicTest> restoresWeightsLikeBt() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode run : Golden.json("strategies/bt_rebalancing/results.json").get("runs")) {
      tests.add(DynamicTest.dynamicTest(run.get("id").asText(), () -> restored(run)));
    }
    assertThat(tests).hasSize(3);
    return tests.stream();
  }

  private static void restored(JsonNode run) {
    List<String> symbols = new ArrayList<>();
    run.get("symbols").forEach(symbol -> symbols.add(symbol.asText()));
    PortfolioDefinition definition =
        portfolio(symbols.toArray(new String[0]))
            .from(LocalDate.parse(run.get("start").asText()))
            .buy("Always")
            .neverSells()
            .capital(weights(run.get("id").asText()))
            .execution(
                new Execution(
                    Execution.Fill.CLOSE,
                    Execution.SizeAt.SIGNAL_CLOSE,
                    Execution.OnCashShortage.RESIZE,
                    Execution.Alignment.UNION,
                    null,
                    0,
                    0,
                    1,
                    true))
            .build();
    BarSet bars = BarSet.of(symbols.stream().map(GoldenStrategiesTest::bars).toList());
    RunResult result = new Engine().run(definition, "", bars, END);
    assertThat(result.simulation().equity()).hasSize(run.get("bars").asInt());
    double value = run.get("final_value").asDouble();
    assertThat(result.artifact().equity()).isCloseTo(value, within(1e-9 * value));
    // That program writes a day's transactions by name, this one sales first.
    List<Fill> ours = new ArrayList<>(result.simulation().fills());
    ours.sort(Comparator.comparingInt(Fill::day).thenComparing(Fill::symbol));
    List<String[]> theirs =
        Golden.csv("strategies/bt_rebalancing/" + run.get("id").asText() + ".transactions.csv");
    assertThat(ours).hasSameSizeAs(theirs).hasSize(run.get("transactions").asInt());
    for (int i = 0; i < ours.size(); i++) {
      double quantity = Double.parseDouble(theirs.get(i)[3]);
      assertThat(LocalDate.ofEpochDay(ours.get(i).day())).isEqualTo(theirs.get(i)[0]);
      assertThat(ours.get(i).symbol()).isEqualTo(theirs.get(i)[1]);
      assertThat(ours.get(i).price()).isCloseTo(Double.parseDouble(theirs.get(i)[2]), within(1e-6));
      // Ten digits are written; a small change is the difference of two large quantities.
      assertThat(ours.get(i).quantity())
          .isCloseTo(quantity, within(1e-6 * Math.max(1, Math.abs(quantity))));
    }
  }

  private static CapitalStrategy weights(String id) {
    return switch (id) {
      case "monthly_equal4_frac" ->
          Documents.capital("EqualWeightStrategy", rebalance("monthly", Map.of()));
      case "quarterly_603010_frac" ->
          Documents.capital(
              "TargetWeightStrategy",
              rebalance("quarterly", Map.of("SPY", 0.6, "EEM", 0.3, "IBM", 0.1)));
      case "once_equal4_frac" ->
          Documents.capital("EqualWeightStrategy", rebalance("none", Map.of()));
      default -> throw new IllegalArgumentException(id);
    };
  }

  private static Map<String, Object> rebalance(String frequency, Map<String, Double> weights) {
    return Map.of(
        "initial_capital",
        100_000,
        "weights",
        weights,
        "rebalance",
        Map.of("frequency", frequency));
  }

  private static BarSeries bars(String symbol) {
    Path shared = Golden.folder();
    return symbol.startsWith("GOOG_")
        ? CsvBars.read(shared.resolve("golden/data/" + symbol + ".csv"))
        : CsvBars.read(shared.resolve("market/adjusted/" + symbol + ".csv"));
  }
}
