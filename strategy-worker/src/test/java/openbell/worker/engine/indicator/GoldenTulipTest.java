package openbell.worker.engine.indicator;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import openbell.worker.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// The test files of Tulip Indicators.
@Tag("golden")
class GoldenTulipTest {
  private static final Map<String, String> PARAMETERS =
      Map.ofEntries(
          entry("period", "period"),
          entry("stddev", "stddev"),
          entry("k_period", "k"),
          entry("k_slowing_period", "k_slow"),
          entry("d_period", "d"),
          entry("acceleration_factor_step", "step"),
          entry("acceleration_factor_maximum", "max"));

  private static final Map<String, String> OF_TWO_MEANS =
      Map.of(
          "short_period", "fast_period",
          "long_period", "slow_period",
          "signal_period", "signal_period");

  private static final Map<String, Map<String, String>> OWN_PARAMETERS =
      Map.of(
          "ChaikinOscillator",
          OF_TWO_MEANS,
          "MACD",
          OF_TWO_MEANS,
          "PPO",
          OF_TWO_MEANS,
          "Lag",
          Map.of("period", "periods"),
          "StochRSI",
          Map.of("period", "period"),
          "UltimateOscillator",
          Map.of(
              "short_period",
              "short_period",
              "medium_period",
              "medium_period",
              "long_period",
              "long_period"));

  private static final Map<String, String> OTHER_NAMES =
      Map.of("AD", "ChaikinAD", "AroonOscillator", "Aroon");

  private static final Map<String, String> OUTPUTS = Map.of("histogram", "hist");

  /// Indicators of ours about whose convention the file says nothing, and which agree nevertheless.
  private static final List<String> AGREE_AS_WELL = List.of("Aroon", "BOP", "HMA", "Lag", "VWMA");

  /// Indicators whose values are the same but begin at another bar in Tulip.
  private static final Map<String, String> OTHER_FIRST_VALUE =
      Map.of(
          "CCI", "Tulip begins at bar 2 (period - 1)",
          "KAMA", "Tulip shows the value it starts from",
          "Stochastic", "Tulip begins both outputs with the later one");

  private static final String SEED =
      "Tulip starts the recursion with the first value, TA-Lib with a mean";
  private static final String RANGE = "Tulip has a true range at bar 0, TA-Lib has none";

  /// Indicators of ours whose convention is another in Tulip, and which.
  private static final Map<String, String> OTHER_CONVENTION =
      Map.ofEntries(
          entry("ADX", RANGE + " and the seed of the directional movement differs"),
          entry("ATR", RANGE),
          entry("CMO", "Tulip sums the gains of a window, TA-Lib smooths them as Wilder does"),
          entry("DEMA", SEED),
          entry("EMA", SEED),
          entry("MACD", SEED),
          entry("NATR", RANGE),
          entry("OBV", "Tulip starts with 0, TA-Lib with the first volume"),
          entry("PPO", SEED),
          entry("ParabolicSAR", "Tulip starts in another direction and rises by other steps"),
          entry("ROC", "Tulip gives a fraction, not percent"),
          entry("StochRSI", "Tulip gives a fraction, not percent, and one period for both"),
          entry("TEMA", SEED),
          entry("TRIX", SEED),
          entry("TrueRange", RANGE),
          entry("TSF", "the engine has no such indicator; it is LinReg one bar further"));

  @TestFactory
  Stream<DynamicTest> agreesWhereTheConventionIsOurs() {
    JsonNode cases = Golden.json("indicators/tulip.json").get("cases");
    List<DynamicTest> tests = new ArrayList<>();
    Map<String, Integer> leftOut = new TreeMap<>();
    for (JsonNode one : cases) {
      String named = one.get("indicator").asText();
      boolean known = Indicators.find(OTHER_NAMES.getOrDefault(named, named)).isPresent();
      boolean same = one.get("same_as_talib_convention").asBoolean(false);
      if (OTHER_CONVENTION.containsKey(named)) {
        leftOut.merge(named + ": " + OTHER_CONVENTION.get(named), 1, Integer::sum);
      } else if (known && (same || AGREE_AS_WELL.contains(named))) {
        tests.add(DynamicTest.dynamicTest(one.get("id").asText(), () -> agrees(one)));
      } else {
        assertThat(known || same).as("%s needs a reason to be left out", named).isFalse();
        leftOut.merge("the engine has no such indicator", 1, Integer::sum);
      }
    }
    Logged.line("Tulip: " + tests.size() + " cases compared, left out: " + leftOut);
    int out = leftOut.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(tests.size() + out).isEqualTo(cases.size()).isEqualTo(213);
    assertThat(leftOut).hasSize(OTHER_CONVENTION.size() + 1);
    return tests.stream();
  }

  private static void agrees(JsonNode one) {
    String named = one.get("indicator").asText();
    String type = OTHER_NAMES.getOrDefault(named, named);
    Map<String, double[]> values =
        Computed.of(
            type,
            Computed.params(one.get("params"), OWN_PARAMETERS.getOrDefault(type, PARAMETERS)),
            Computed.series(one.get("inputs")));
    for (Map.Entry<String, JsonNode> output : one.get("outputs").properties()) {
      String last = output.getKey().substring(output.getKey().lastIndexOf('_') + 1);
      String name = named.equals("AroonOscillator") ? "oscillator" : last;
      double[] ours =
          values.getOrDefault(OUTPUTS.getOrDefault(name, name), values.values().iterator().next());
      double[] theirs = Golden.numbers(output.getValue());
      if (OTHER_FIRST_VALUE.containsKey(named)) {
        leaveOutTheStart(ours, theirs);
      }
      compare(output.getKey(), ours, theirs, one.get("tolerance"));
    }
  }

  /// Keeps what comes after the first bar on which both have a value.
  private static void leaveOutTheStart(double[] ours, double[] theirs) {
    int first = 0;
    while (Double.isNaN(ours[first] + theirs[first])) {
      first++;
    }
    Arrays.fill(ours, 0, first, Double.NaN);
    Arrays.fill(theirs, 0, first, Double.NaN);
  }

  private static void compare(String output, double[] ours, double[] theirs, JsonNode tolerance) {
    for (int t = 0; t < theirs.length; t++) {
      double allowed =
          tolerance.get("abs").asDouble() + tolerance.get("rel").asDouble() * Math.abs(theirs[t]);
      if (Double.isNaN(theirs[t])) {
        assertThat(ours[t]).as("%s at %s", output, t).isNaN();
      } else {
        assertThat(ours[t]).as("%s at %s", output, t).isCloseTo(theirs[t], within(allowed));
      }
    }
  }
}
