package openbell.worker.engine.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import openbell.model.strategy.Params;
import openbell.worker.engine.series.Column;
import openbell.worker.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

@Tag("golden")
class GoldenIndicatorsTest {
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "optInTimePeriod", "period",
          "optInFastPeriod", "fast_period",
          "optInSlowPeriod", "slow_period",
          "optInSignalPeriod_2", "signal_period",
          "optInNbDevUp", "stddev",
          "short_period", "fast_period",
          "long_period", "slow_period");

  private final TreeMap<String, Integer> leftOut = new TreeMap<>();

  @TestFactory
  Stream<DynamicTest> agreesWithTheRegressionSuiteOfTaLib() {
    JsonNode file = Golden.json("indicators/talib_regtest.json");
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode one : file.get("cases")) {
      // The engine's bands have a simple mean in the middle; one case has an exponential one.
      boolean otherMiddle = one.path("params").path("optInMethod_3").asText("SMA").equals("EMA");
      if (Indicators.find(one.get("indicator").asText()).isEmpty() || otherMiddle) {
        leftOut.merge(one.get("indicator").asText(), 1, Integer::sum);
        continue;
      }
      JsonNode series = file.get("series").get(one.get("input_series").asText());
      tests.add(DynamicTest.dynamicTest(one.get("id").asText(), () -> talib(one, series)));
    }
    report("TA-Lib", tests.size());
    assertThat(tests).hasSizeGreaterThanOrEqualTo(15);
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> agreesWithTulipWhereItsConventionIsOurs() {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode one : Golden.json("indicators/tulip.json").get("cases")) {
      if (Indicators.find(one.get("indicator").asText()).isEmpty()
          || !one.get("same_as_talib_convention").asBoolean(false)) {
        leftOut.merge(one.get("indicator").asText(), 1, Integer::sum);
        continue;
      }
      tests.add(DynamicTest.dynamicTest(one.get("id").asText(), () -> tulip(one)));
    }
    report("Tulip", tests.size());
    assertThat(tests).hasSizeGreaterThanOrEqualTo(10);
    return tests.stream();
  }

  private void report(String suite, int used) {
    String reason = " (no such indicator yet, or seeded differently): ";
    Logged.line(suite + ": " + used + " cases used, left out" + reason + leftOut);
  }

  private static void talib(JsonNode one, JsonNode series) {
    Map<String, double[]> columns = new HashMap<>();
    // The expectations of MAX and MIN follow from the opens, although the file names the closes.
    boolean ofOpens = one.get("source_name").asText().matches("TA_M(AX|IN)");
    for (JsonNode field : one.get("input_fields")) {
      String name = ofOpens ? "open" : field.asText();
      columns.put(field.asText(), Golden.numbers(series.get(name)));
    }
    Map<String, double[]> values = compute(one, columns);
    double tolerance = one.get("tolerance").get("abs").asDouble();
    for (Map.Entry<String, JsonNode> output : one.get("points").properties()) {
      double[] ours = values.getOrDefault(output.getKey(), values.get(""));
      int first = one.get("first_valid_index").asInt();
      // TA-Lib cuts all outputs of MACD to the shortest; here each starts when it can.
      if (!output.getKey().equals("macd")) {
        assertThat(ours[first - 1]).as("before the first value").isNaN();
      }
      assertThat(ours[first]).as("the first value").isNotNaN();
      for (JsonNode point : output.getValue()) {
        assertThat(ours[point.get(0).asInt()])
            .as("%s at %s", output.getKey(), point.get(0))
            .isCloseTo(point.get(1).asDouble(), within(tolerance));
      }
    }
  }

  private static void tulip(JsonNode one) {
    Map<String, double[]> columns = new HashMap<>();
    for (Map.Entry<String, JsonNode> input : one.get("inputs").properties()) {
      columns.put(input.getKey(), Golden.numbers(input.getValue()));
    }
    Map<String, double[]> values = compute(one, columns);
    for (Map.Entry<String, JsonNode> output : one.get("outputs").properties()) {
      String name = output.getKey().substring(output.getKey().lastIndexOf('_') + 1);
      double[] ours = values.getOrDefault(name, values.get(""));
      double[] theirs = Golden.numbers(output.getValue());
      for (int t = 0; t < theirs.length; t++) {
        if (Double.isNaN(theirs[t])) {
          assertThat(ours[t]).as("%s at %s", output.getKey(), t).isNaN();
        } else {
          assertThat(ours[t])
              .as("%s at %s", output.getKey(), t)
              .isCloseTo(theirs[t], within(one.get("tolerance").get("abs").asDouble()));
        }
      }
    }
  }

  /// The outputs by name; an indicator with one output has it under the empty name as well.
  private static Map<String, double[]> compute(JsonNode one, Map<String, double[]> columns) {
    Indicator indicator = Indicators.find(one.get("indicator").asText()).orElseThrow();
    Map<String, Object> params = new HashMap<>(indicator.defaults().values());
    for (Map.Entry<String, JsonNode> given : one.get("params").properties()) {
      params.put(
          PARAMETERS.getOrDefault(given.getKey(), given.getKey()), given.getValue().asDouble());
    }
    double[][] inputs = new double[indicator.reads().size()][];
    for (int i = 0; i < inputs.length; i++) {
      Column column = indicator.reads().get(i);
      double[] named = columns.get(column.title().toLowerCase(java.util.Locale.ROOT));
      inputs[i] = named != null ? named : columns.values().iterator().next();
    }
    double[][] outputs = new double[indicator.outputs().size()][inputs[0].length];
    indicator.kernel().start(new Params(params)).advance(inputs, 0, outputs[0].length, outputs);
    Map<String, double[]> values = new HashMap<>();
    for (int i = 0; i < outputs.length; i++) {
      values.put(indicator.outputs().get(i), outputs[i]);
    }
    values.put("", outputs[0]);
    return values;
  }
}
