package openbell.worker.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import openbell.worker.adapter.CsvBars;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

@Tag("golden")
class GoldenMetricsTest {
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("comp", "total_return"),
          Map.entry("cagr", "cagr_trading_days"),
          Map.entry("sharpe", "sharpe"),
          Map.entry("sortino", "sortino"),
          Map.entry("volatility", "volatility"),
          Map.entry("max_drawdown", "max_drawdown"),
          Map.entry("ulcer_index", "ulcer_index"),
          Map.entry("omega", "omega"),
          Map.entry("tail_ratio", "tail_ratio"),
          Map.entry("skew", "skew"),
          Map.entry("kurtosis", "kurtosis"),
          Map.entry("best", "best_day"),
          Map.entry("worst", "worst_day"),
          Map.entry("win_rate", "positive_days"),
          Map.entry("value_at_risk", "var_95"),
          Map.entry("conditional_value_at_risk", "cvar_95"),
          Map.entry("greeks_beta", "beta"),
          Map.entry("greeks_alpha", "alpha"));

  @TestFactory
  Stream<DynamicTest> agreesWithQuantstats() {
    BarSeries spy = CsvBars.read(Golden.folder().resolve("market/adjusted/SPY.csv"));
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode one : Golden.json("metrics/quantstats.json").get("cases")) {
      tests.add(DynamicTest.dynamicTest(one.get("id").asText(), () -> compare(one, spy)));
    }
    assertThat(tests).hasSize(16);
    return tests.stream();
  }

  private static void compare(JsonNode one, BarSeries spy) {
    List<String[]> rows = Golden.csv("metrics/" + one.get("equity_csv").asText());
    double[] equity = rows.stream().mapToDouble(row -> Double.parseDouble(row[1])).toArray();
    int[] days =
        rows.stream().mapToInt(row -> (int) LocalDate.parse(row[0]).toEpochDay()).toArray();
    Curve curve = Curve.of(equity[0], equity, days, 0);
    Figures figures = new Figures();
    ReturnFigures.put(figures, curve, new Falls(curve), new Months(days).table(curve));
    Comparison comparison =
        Comparison.of(curve.returns(), Benchmark.of(spy, days, 1).returns(), 252);
    figures.put("beta", comparison.beta(), "");
    figures.put("alpha", comparison.alpha(), "");
    Map<String, Double> ours = figures.formed();
    KEYS.forEach(
        (theirs, key) -> {
          double expected = one.get("expected").get(theirs).asDouble();
          assertThat(ours.get(key))
              .as(key)
              .isCloseTo(expected, within(1e-6 * Math.max(1e-6, Math.abs(expected))));
        });
    assertThat(comparison.informationRatio() / Math.sqrt(252))
        .isCloseTo(one.get("expected").get("information_ratio").asDouble(), within(1e-8));
  }
}
