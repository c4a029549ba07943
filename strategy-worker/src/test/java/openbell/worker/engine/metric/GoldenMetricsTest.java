package openbell.worker.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import openbell.model.artifact.RunArtifact.Drawdown;
import openbell.model.artifact.RunArtifact.YearReturns;
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
    JsonNode expected = one.get("expected");
    Curve curve = curve(one);
    Falls falls = new Falls(curve);
    List<YearReturns> years = new Months(curve.days()).table(curve);
    Figures figures = new Figures();
    ReturnFigures.put(figures, curve, falls, years);
    double[] benchmark = Benchmark.of(spy, curve.days(), 1).returns();
    Comparison comparison = Comparison.of(curve.returns(), benchmark, 252);
    figures.put("beta", comparison.beta(), "");
    figures.put("alpha", comparison.alpha(), "");
    KEYS.forEach(
        (theirs, key) -> same(key, figures.get(key), expected.get(theirs).asDouble(), 1e-6));
    double perBar = comparison.informationRatio() / Math.sqrt(252);
    same("information_ratio", perBar, expected.get("information_ratio").asDouble(), 1e-6);
    // Their Calmar ratio has the CAGR by bars.
    double calmar = figures.get("cagr_trading_days") / -figures.get("max_drawdown");
    same("calmar", calmar, expected.get("calmar").asDouble(), 1e-6);
    sameYears(years, expected.get("monthly_returns"));
    sameFalls(falls.deepest(), expected.get("worst5_drawdowns"));
  }

  private static Curve curve(JsonNode one) {
    List<String[]> rows = Golden.csv("metrics/" + one.get("equity_csv").asText());
    double[] equity = rows.stream().mapToDouble(row -> Double.parseDouble(row[1])).toArray();
    int[] days =
        rows.stream().mapToInt(row -> (int) LocalDate.parse(row[0]).toEpochDay()).toArray();
    return Curve.of(equity[0], equity, days, 0);
  }

  /// Twelve months and the year; theirs has a 0 for a month outside the run.
  private static void sameYears(List<YearReturns> ours, JsonNode theirs) {
    assertThat(ours).hasSize(theirs.size());
    for (YearReturns year : ours) {
      double[] row = Golden.numbers(theirs.get(Integer.toString(year.year())));
      for (int m = 0; m < 12; m++) {
        int at = m + 1 - year.firstMonth();
        boolean inside = at >= 0 && at < year.months().size();
        same(year.year() + " month " + m, inside ? year.months().get(at) : 0, row[m], 1e-6);
      }
      same("year " + year.year(), year.total(), row[12], 1e-6);
    }
  }

  private static void sameFalls(List<Drawdown> ours, JsonNode theirs) {
    for (int i = 0; i < theirs.size(); i++) {
      JsonNode fall = theirs.get(i);
      assertThat(ours.get(i).start()).isEqualTo(fall.get("start").asText());
      assertThat(ours.get(i).valley()).isEqualTo(fall.get("valley").asText());
      assertThat(ours.get(i).days()).isEqualTo(fall.get("days").asInt());
      same("depth", 100 * ours.get(i).depth(), fall.get("max drawdown").asDouble(), 1e-6);
    }
  }

  private static void same(String what, double ours, double theirs, double tolerance) {
    assertThat(ours)
        .as(what)
        .isCloseTo(theirs, within(tolerance * Math.max(1e-6, Math.abs(theirs))));
  }
}
