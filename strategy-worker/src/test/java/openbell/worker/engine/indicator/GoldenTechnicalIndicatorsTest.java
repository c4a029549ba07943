package openbell.worker.engine.indicator;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import openbell.worker.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// The unit tests of the library technicalindicators: its last value belongs to the last bar.
@Tag("golden")
class GoldenTechnicalIndicatorsTest {
  private static final Map<String, String> TYPES =
      Map.of(
          "Highest", "HighestValue",
          "Lowest", "LowestValue",
          "SD", "StdDev",
          "ADL", "ChaikinAD",
          "PSAR", "ParabolicSAR");

  private static final Map<String, String> PARAMETERS =
      Map.of(
          "period", "period",
          "stdDev", "stddev",
          "step", "step",
          "max", "max",
          "maPeriod", "period",
          "atrPeriod", "atr_period",
          "multiplier", "multiplier");

  private static final Map<String, String> OUTPUTS =
      Map.of("pdi", "plus_di", "mdi", "minus_di", "pb", "percent_b");

  /// Cases with rounded expectations, by name or id, and to how many decimals.
  private static final Map<String, Integer> DECIMALS =
      Map.of("RSI", 2, "MFI", 2, "ADL", 0, "technicalindicators/035/SMA", 3);

  /// Cases that ask for reversed input but expect the results in the usual order.
  private static final Set<String> IN_ORDER =
      Set.of("technicalindicators/020/PSAR", "technicalindicators/023/ROC");

  /// Cases, by name or id, whose input the file holds newest first: the library reverses in place.
  private static final Set<String> NEWEST_FIRST =
      Set.of(
          "SD",
          "ROC",
          "Stochastic",
          "TRIX",
          "PSAR",
          "WilliamsR",
          "EMA",
          "WMA",
          "BollingerBands",
          "KeltnerChannels",
          "ADL",
          "MFI",
          "technicalindicators/033/SMA",
          "technicalindicators/042/RSI",
          "technicalindicators/043/RSI");

  private static final String NO_SUCH = "the engine has no such indicator";
  private static final String PATTERN = "a helper or chart pattern, not an indicator";

  /// What is left out, by name or by id, and why.
  private static final Map<String, String> LEFT_OUT =
      Map.ofEntries(
          entry("ADX", "the library sums the first `period` moves, TA-Lib one fewer"),
          entry("AverageLoss", PATTERN),
          entry("OBV", "the library starts with 0 at the first bar, TA-Lib with its volume"),
          entry("CrossDown", PATTERN + "; the engine's is the signal Crossunder"),
          entry("CrossOver", PATTERN + "; the engine's is the signal Crossover"),
          entry("CrossUp", PATTERN + "; the engine's is the signal Crossover"),
          entry("Sum", NO_SUCH),
          entry("bullish", PATTERN),
          entry("HeikinAshi", PATTERN),
          entry("TypicalPrice", NO_SUCH + "; it is the column HLC3"),
          entry("MDM", NO_SUCH + "; ADX shows it as a share of the true range"),
          entry("PDM", NO_SUCH + "; ADX shows it as a share of the true range"),
          entry("IchimokuCloud", NO_SUCH),
          entry("KST", NO_SUCH),
          entry("WilderSmoothing", NO_SUCH + "; ATR, RSI and ADX contain it"),
          entry("AwesomeOscillator", NO_SUCH),
          entry("technicalindicators/032/MACD", "the file has no input values"),
          entry("priceFallsBetweenBarRange", PATTERN),
          entry("VolumeProfile", PATTERN));

  @TestFactory
  Stream<DynamicTest> agreesWhereTheConventionIsTheSame() {
    JsonNode cases = Golden.json("indicators/technicalindicators.json").get("cases");
    List<DynamicTest> tests = new ArrayList<>();
    Set<String> reasons = new HashSet<>();
    int leftOut = 0;
    for (JsonNode one : cases) {
      String id = one.get("id").asText();
      String reason = LEFT_OUT.containsKey(id) ? id : one.get("indicator").asText();
      if (LEFT_OUT.containsKey(reason)) {
        reasons.add(reason);
        leftOut++;
      } else {
        tests.add(DynamicTest.dynamicTest(id, () -> agrees(one)));
      }
    }
    Logged.line("technicalindicators: " + tests.size() + " compared, " + leftOut + " left out");
    assertThat(tests.size() + leftOut).isEqualTo(cases.size()).isEqualTo(60);
    assertThat(reasons).as("reasons that are still needed").isEqualTo(LEFT_OUT.keySet());
    return tests.stream();
  }

  private static void agrees(JsonNode one) {
    String named = one.get("indicator").asText();
    String type = TYPES.getOrDefault(named, named);
    Map<String, double[]> input = Computed.series(one.get("input"));
    if (NEWEST_FIRST.contains(named) || NEWEST_FIRST.contains(one.get("id").asText())) {
      input.replaceAll((_, series) -> reversed(series));
    }
    Map<String, double[]> values = Computed.of(type, params(one.get("input"), type), input);
    List<JsonNode> expected = new ArrayList<>();
    one.get("expected").forEach(expected::add);
    boolean reversed = one.get("input").path("reversedInput").asBoolean(false);
    if (reversed && !IN_ORDER.contains(one.get("id").asText())) {
      Collections.reverse(expected);
    }
    double tolerance = tolerance(one);
    int bars = values.values().iterator().next().length;
    // The library has a stop for bar 0, where no side can be known yet.
    for (int i = named.equals("PSAR") ? 1 : 0; i < expected.size(); i++) {
      compare(values, expected.get(i), bars - expected.size() + i, tolerance);
    }
  }

  private static double[] reversed(double[] series) {
    double[] reversed = new double[series.length];
    for (int i = 0; i < series.length; i++) {
      reversed[i] = series[series.length - 1 - i];
    }
    return reversed;
  }

  private static double tolerance(JsonNode one) {
    Integer decimals =
        DECIMALS.getOrDefault(one.get("id").asText(), DECIMALS.get(one.get("indicator").asText()));
    return decimals == null
        ? one.get("tolerance").get("abs").asDouble()
        : 0.5001 * Math.pow(10, -decimals);
  }

  private static void compare(
      Map<String, double[]> values, JsonNode expected, int bar, double tolerance) {
    if (expected.isNumber()) {
      compare(values.values().iterator().next()[bar], expected.asDouble(), bar, tolerance);
    }
    for (Map.Entry<String, JsonNode> output : expected.properties()) {
      double[] ours = values.get(OUTPUTS.getOrDefault(output.getKey(), output.getKey()));
      compare(ours[bar], output.getValue().asDouble(), bar, tolerance);
    }
  }

  private static void compare(double ours, double theirs, int bar, double tolerance) {
    assertThat(ours)
        .as("bar %s", bar)
        .isCloseTo(theirs, within(tolerance + 1e-9 * Math.abs(theirs)));
  }

  private static Map<String, Object> params(JsonNode input, String type) {
    Map<String, Object> params = new HashMap<>(Computed.params(input, PARAMETERS));
    if (type.equals("Stochastic")) {
      params.put("k", params.remove("period"));
      params.put("k_slow", 1);
      params.put("d", input.get("signalPeriod").asDouble());
    }
    return params;
  }
}
