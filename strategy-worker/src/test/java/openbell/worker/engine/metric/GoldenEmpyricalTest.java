package openbell.worker.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import openbell.worker.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// The cases of another library for every figure that we have too.
///
/// Its series may hold gaps, which it leaves out of means and counts as bars in yearly growth; ours
/// cannot. Where it says infinite, we say that
/// the figure cannot be formed.
@Tag("golden")
class GoldenEmpyricalTest {
  /// What we do not have, and why.
  private static final Map<String, String> NOT_OURS =
      Map.of(
          "beta_fragility_heuristic", "a heuristic on three points; beta is enough",
          "capture", "ratio of annual returns; excess_cagr says the same as a difference",
          "up_capture", "needs bars of a rising benchmark alone; beta is enough",
          "down_capture", "needs bars of a falling benchmark alone; beta is enough",
          "up_down_capture", "quotient of the two before",
          "stability_of_timeseries", "R squared of a line; vwr weighs the same distance",
          "conditional_value_at_risk", "by rank; cvar_95 is below the normal var_95",
          "value_at_risk", "by rank; var_95 is the normal one. The 5 % quantile is compared");

  /// Cases per function, so that none is dropped silently.
  private static final Map<String, Integer> COMPARED =
      Map.ofEntries(
          Map.entry("alpha", 8),
          Map.entry("annual_return", 3),
          Map.entry("annual_volatility", 4),
          Map.entry("beta", 15),
          Map.entry("cagr", 5),
          Map.entry("calmar_ratio", 5),
          Map.entry("cum_returns_final", 5),
          Map.entry("downside_risk", 9),
          Map.entry("excess_sharpe", 5),
          Map.entry("max_drawdown", 8),
          Map.entry("omega_ratio", 9),
          Map.entry("sharpe_ratio", 10),
          Map.entry("sortino_ratio", 12),
          Map.entry("tail_ratio", 4),
          Map.entry("value_at_risk", 1));

  @TestFactory
  Stream<DynamicTest> agreesWithEmpyrical() {
    List<DynamicTest> tests = new ArrayList<>();
    Map<String, Integer> compared = new TreeMap<>();
    int leftOut = 0;
    for (JsonNode one : Golden.json("metrics/empyrical.json").get("cases")) {
      String function = one.get("function").asText();
      Optional<Double> ours = ours(function, new Arguments(one));
      if (ours.isEmpty()) {
        assertThat(NOT_OURS).containsKey(function);
        leftOut++;
        continue;
      }
      compared.merge(function, 1, Integer::sum);
      tests.add(
          DynamicTest.dynamicTest(
              one.get("test").asText() + " " + tests.size(), () -> check(ours.get(), one)));
    }
    assertThat(compared).isEqualTo(new TreeMap<>(COMPARED));
    assertThat(tests.size() + leftOut).isEqualTo(149);
    return tests.stream();
  }

  private static void check(double ours, JsonNode one) {
    JsonNode expected = one.get("expected");
    // Infinite comes as a text, a gap as null.
    if (!expected.isNumber() || !Double.isFinite(expected.asDouble())) {
      assertThat(ours).as("not formed").isNotFinite();
    } else {
      double tolerance = 1.5 * Math.pow(10, -one.get("decimals").asInt());
      assertThat(ours).isCloseTo(expected.asDouble(), within(tolerance));
    }
  }

  private static Optional<Double> ours(String function, Arguments given) {
    double[] r = given.excess();
    int year = given.barsPerYear();
    return switch (function) {
      case "alpha" -> Optional.of(Math.pow(1 + given.comparison().alpha(), 252) - 1);
      case "beta" -> Optional.of(given.comparison().beta());
      case "excess_sharpe" -> Optional.of(given.comparison().informationRatio());
      case "annual_return", "cagr" -> Optional.of(yearly(given.filled(), year));
      case "annual_volatility" -> Optional.of(sums(r).deviation() * Math.sqrt(year));
      case "calmar_ratio" ->
          Optional.of(yearly(given.filled(), year) / (1 - Falls.worst(1, values(r))));
      case "cum_returns_final" -> Optional.of(given.grown(growth(r)));
      case "downside_risk" -> Optional.of(sums(r).downside() * Math.sqrt(year));
      case "max_drawdown" ->
          Optional.of(r.length == 0 ? Double.NaN : Falls.worst(1, values(r)) - 1);
      case "omega_ratio" -> Optional.of(omega(r));
      case "sharpe_ratio" -> Optional.of(sums(r).sharpe(year));
      case "sortino_ratio" -> Optional.of(sums(r).sortino(year));
      case "tail_ratio" -> Optional.of(r.length == 0 ? Double.NaN : tailRatio(r));
      case "value_at_risk" ->
          given.cutsOffFivePercent() ? Optional.of(new Tails(r).lowQuantile()) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static ReturnSums sums(double[] r) {
    return ReturnSums.of(r, 0, r.length, 0);
  }

  private static double omega(double[] r) {
    ReturnSums sums = sums(r);
    return Shape.of(r, sums.mean()).omega(sums.mean() * r.length);
  }

  private static double tailRatio(double[] r) {
    Tails tails = new Tails(r);
    return Math.abs(tails.highQuantile() / tails.lowQuantile());
  }

  private static double yearly(double[] r, int barsPerYear) {
    return Curve.yearly(growth(r), (double) r.length / barsPerYear);
  }

  private static double growth(double[] r) {
    double[] values = values(r);
    return r.length == 0 ? Double.NaN : values[r.length - 1];
  }

  private static double[] values(double[] r) {
    double[] values = new double[r.length];
    double value = 1;
    for (int t = 0; t < r.length; t++) {
      value *= 1 + r[t];
      values[t] = value;
    }
    return values;
  }

  /// What a case was called with.
  private record Arguments(JsonNode one) {

    private JsonNode first() {
      return one.get("args").get(0);
    }

    /// The second argument, or the one named.
    private Optional<JsonNode> second(String... names) {
      if (one.get("args").size() > 1) {
        return Optional.of(one.get("args").get(1));
      }
      return Stream.of(names).filter(one.get("kwargs")::has).map(one.get("kwargs")::get).findAny();
    }

    int barsPerYear() {
      return switch (one.get("kwargs").path("period").asText("daily")) {
        case "weekly" -> 52;
        case "monthly" -> 12;
        case "yearly" -> 1;
        default -> 252;
      };
    }

    boolean cutsOffFivePercent() {
      return second("cutoff").map(cut -> cut.asDouble() == 0.05).orElse(true);
    }

    double grown(double growth) {
      double start = one.get("kwargs").get("starting_value").asDouble();
      return start == 0 ? growth - 1 : start * growth;
    }

    /// Returns less the risk-free or required ones, without gaps.
    double[] excess() {
      double[] r = numbers(first());
      double[] less = new double[r.length];
      for (String name : List.of("risk_free", "required_return")) {
        add(less, one.get("kwargs").path(name), name);
      }
      String function = one.get("function").asText();
      if (one.get("args").size() > 1 && !function.equals("value_at_risk")) {
        add(less, one.get("args").get(1), "");
      }
      List<Double> kept = new ArrayList<>();
      for (int t = 0; t < r.length; t++) {
        if (!Double.isNaN(r[t] - less[t])) {
          kept.add(r[t] - less[t]);
        }
      }
      return kept.stream().mapToDouble(v -> v).toArray();
    }

    /// Returns with 0 in place of a gap.
    double[] filled() {
      return Arrays.stream(numbers(first())).map(v -> Double.isNaN(v) ? 0 : v).toArray();
    }

    private void add(double[] less, JsonNode rate, String name) {
      boolean aYear = name.equals("required_return") && one.get("function").asText().contains("om");
      for (int t = 0; t < less.length; t++) {
        if (rate.isNumber()) {
          // Only this function takes its required return for a year.
          less[t] += aYear ? Math.pow(1 + rate.asDouble(), 1.0 / 252) - 1 : rate.asDouble();
        } else if (rate.has("values") && rate.get("values").size() > t) {
          less[t] += numbers(rate)[t];
        }
      }
    }

    /// Both series where both have a value.
    Comparison comparison() {
      double[] r = numbers(first());
      double[] b = second().map(other -> numbers(other)).orElseThrow();
      if (b.length == 0) {
        b = new double[r.length];
        Arrays.fill(b, one.get("args").get(1).asDouble());
      }
      List<double[]> both = new ArrayList<>();
      for (int t = 0; t < Math.min(r.length, b.length); t++) {
        if (!Double.isNaN(r[t] + b[t])) {
          both.add(new double[] {r[t], b[t]});
        }
      }
      return Comparison.of(
          both.stream().mapToDouble(pair -> pair[0]).toArray(),
          both.stream().mapToDouble(pair -> pair[1]).toArray(),
          1);
    }

    /// A series, which may be a table of one column.
    private static double[] numbers(JsonNode series) {
      JsonNode values = series.has("values") ? series.get("values") : series;
      double[] out = new double[values.size()];
      for (int t = 0; t < out.length; t++) {
        JsonNode value = values.get(t).isArray() ? values.get(t).get(0) : values.get(t);
        out[t] = value.isNull() ? Double.NaN : value.asDouble();
      }
      return out;
    }
  }
}
