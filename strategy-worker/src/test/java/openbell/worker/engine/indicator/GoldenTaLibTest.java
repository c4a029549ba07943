package openbell.worker.engine.indicator;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import openbell.worker.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// TA-Lib's own regression suite.
@Tag("golden")
class GoldenTaLibTest {
  private static final Map<String, String> PARAMETERS =
      Map.ofEntries(
          entry("optInTimePeriod", "period"),
          entry("optInTimePeriod1", "period"),
          entry("optInFastPeriod", "fast_period"),
          entry("optInSlowPeriod", "slow_period"),
          entry("optInSignalPeriod_2", "signal_period"),
          entry("optInNbDevUp", "stddev"),
          entry("optInAcceleration", "step"),
          entry("optInMaximum", "max"));

  private static final Map<String, Map<String, String>> OWN_PARAMETERS =
      Map.of(
          "Stochastic",
          Map.of("optInPeriod_0", "k", "optInPeriod_1", "k_slow", "optInPeriod_2", "d"),
          "StochRSI",
          Map.of("optInPeriod_0", "rsi", "optInPeriod_1", "period"),
          "UltimateOscillator",
          Map.of(
              "optInTimePeriod1",
              "short_period",
              "optInTimePeriod2",
              "medium_period",
              "optInTimePeriod3",
              "long_period"));

  /// Our names for what the suite calls otherwise.
  private static final Map<String, String> OUTPUTS =
      Map.of("slowk", "k", "slowd", "d", "fastk", "value", "max", "value", "min", "value");

  /// Cases whose figures are an output of another indicator, or follow from one.
  private static final Map<String, Other> OTHER_NAMES =
      Map.of(
          "AD", new Other("ChaikinAD", "value", x -> x),
          "AroonOscillator", new Other("Aroon", "oscillator", x -> x),
          "PLUS_DI", new Other("ADX", "plus_di", x -> x),
          "MINUS_DI", new Other("ADX", "minus_di", x -> x),
          "ROCR", new Other("ROC", "value", x -> 1 + x / 100),
          "ROCR100", new Other("ROC", "value", x -> 100 + x));

  private record Other(String type, String output, DoubleUnaryOperator from) {}

  private static final String NO_SUCH = "the engine has no such indicator";

  /// What is left out, by name or by id, and why.
  private static final Map<String, String> LEFT_OUT =
      Map.ofEntries(
          entry("ACCBANDS", NO_SUCH),
          entry("ADXR", NO_SUCH),
          entry("APO", NO_SUCH + "; PPO is its share of the slow mean"),
          entry("AVGDEV", NO_SUCH),
          entry("AVGPRICE", NO_SUCH + "; it is the column OHLC4"),
          entry("talib/014/BBANDS", "its middle is an EMA, the engine's is an SMA"),
          entry("BETA", NO_SUCH),
          entry("CORREL", NO_SUCH),
          entry("DX", NO_SUCH + "; ADX smooths it"),
          entry("HT_DCPERIOD", NO_SUCH),
          entry("HT_DCPHASE", NO_SUCH),
          entry("HT_PHASOR", NO_SUCH),
          entry("HT_SINE", NO_SUCH),
          entry("HT_TRENDLINE", NO_SUCH),
          entry("HT_TRENDMODE", NO_SUCH),
          entry("IMI", NO_SUCH),
          entry("MACDEXT", "its means are SMAs, the engine's are EMAs"),
          entry("MAMA", NO_SUCH),
          entry("MAXINDEX", NO_SUCH + "; Aroon tells the age of an extreme"),
          entry("MININDEX", NO_SUCH + "; Aroon tells the age of an extreme"),
          entry("MINMAX", NO_SUCH + "; it is HighestValue and LowestValue, which are compared"),
          entry("MINMAXINDEX", NO_SUCH + "; Aroon tells the age of an extreme"),
          entry("talib/052/MINUS_DI", "with period 1 TA-Lib leaves out the factor 100"),
          entry("MINUS_DM", NO_SUCH + "; ADX shows it as a share of the true range"),
          entry("talib/058/PLUS_DI", "with period 1 TA-Lib leaves out the factor 100"),
          entry("PLUS_DM", NO_SUCH + "; ADX shows it as a share of the true range"),
          entry("SIN", NO_SUCH));

  @TestFactory
  Stream<DynamicTest> agreesWithTheRegressionSuite() {
    JsonNode file = Golden.json("indicators/talib_regtest.json");
    List<DynamicTest> tests = new ArrayList<>();
    Set<String> reasons = new HashSet<>();
    int leftOut = 0;
    for (JsonNode one : file.get("cases")) {
      String id = one.get("id").asText();
      String reason = LEFT_OUT.containsKey(id) ? id : one.get("indicator").asText();
      if (LEFT_OUT.containsKey(reason)) {
        reasons.add(reason);
        leftOut++;
      } else {
        JsonNode series = file.get("series").get(one.get("input_series").asText());
        tests.add(DynamicTest.dynamicTest(id, () -> agrees(one, series)));
      }
    }
    Logged.line("TA-Lib: " + tests.size() + " cases compared, " + leftOut + " left out");
    assertThat(tests.size() + leftOut).isEqualTo(file.get("cases").size()).isEqualTo(87);
    assertThat(reasons).as("reasons that are still needed").isEqualTo(LEFT_OUT.keySet());
    return tests.stream();
  }

  private static void agrees(JsonNode one, JsonNode series) {
    String named = one.get("indicator").asText();
    Other other = OTHER_NAMES.getOrDefault(named, new Other(named, "", x -> x));
    Map<String, double[]> values =
        Computed.of(other.type(), params(one, other.type()), columns(one, series));
    double scale = one.get("params").path("optInNbDeviation_1").asDouble(1);
    for (Map.Entry<String, JsonNode> output : one.get("points").properties()) {
      if (output.getKey().equals("fastd")) {
        continue; // StochRSI is not smoothed; its fastk is compared.
      }
      String name = OUTPUTS.getOrDefault(output.getKey(), output.getKey());
      String ours = other.output().isEmpty() ? name : other.output();
      double[] found = values.getOrDefault(ours, values.values().iterator().next());
      compare(one, output, found, x -> scale * other.from().applyAsDouble(x));
    }
  }

  private static void compare(
      JsonNode one,
      Map.Entry<String, JsonNode> output,
      double[] found,
      DoubleUnaryOperator transformed) {
    int first = one.get("first_valid_index").asInt();
    // TA-Lib cuts all outputs to the shortest; here each starts when it can.
    boolean startsEarlier = Set.of("macd", "slowk", "fastk").contains(output.getKey());
    if (first > 0 && !startsEarlier) {
      assertThat(found[first - 1]).as("before the first value").isNaN();
    }
    assertThat(found[first]).as("the first value").isNotNaN();
    for (JsonNode point : output.getValue()) {
      assertThat(transformed.applyAsDouble(found[point.get(0).asInt()]))
          .as("%s at %s", output.getKey(), point.get(0))
          .isCloseTo(point.get(1).asDouble(), within(one.get("tolerance").get("abs").asDouble()));
    }
  }

  private static Map<String, double[]> columns(JsonNode one, JsonNode series) {
    // The expectations of MAX and MIN follow from the opens, although the file names the closes.
    boolean ofOpens = one.get("source_name").asText().matches("TA_M(AX|IN)");
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (JsonNode field : one.get("input_fields")) {
      String name = ofOpens ? "open" : field.asText();
      columns.put(field.asText(), Golden.numbers(series.get(name)));
    }
    return columns;
  }

  private static Map<String, Object> params(JsonNode one, String type) {
    Map<String, Object> params =
        new HashMap<>(
            Computed.params(one.get("params"), OWN_PARAMETERS.getOrDefault(type, PARAMETERS)));
    if (one.get("params").path("optInMethod_2").asText("").equals("SMA")) {
      params.put("method", "simple");
    }
    return params;
  }
}
