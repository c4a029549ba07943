package openbell.worker.engine.indicator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import openbell.model.strategy.Params;
import openbell.worker.engine.series.Column;
import openbell.worker.testing.Golden;

/// The outputs of an indicator over columns that a test names.
final class Computed {
  private Computed() {}

  /// All outputs by name.
  ///
  /// @param params what differs from the defaults
  /// @param columns by lower-case title; the chosen series falls back to the first of them
  static Map<String, double[]> of(
      String type, Map<String, Object> params, Map<String, double[]> columns) {
    Indicator indicator = Indicators.find(type).orElseThrow();
    double[] some = columns.values().iterator().next();
    double[][] inputs = new double[indicator.reads().size()][];
    for (int i = 0; i < inputs.length; i++) {
      Column column = indicator.reads().get(i);
      inputs[i] = columns.getOrDefault(column.title().toLowerCase(Locale.ROOT), some);
    }
    return of(indicator, params, inputs, some.length);
  }

  static Map<String, double[]> of(
      Indicator indicator, Map<String, Object> params, double[][] inputs, int bars) {
    double[][] outputs = new double[indicator.outputs().size()][bars];
    indicator.kernel().start(complete(indicator, params)).advance(inputs, 0, bars, outputs);
    Map<String, double[]> values = new LinkedHashMap<>();
    for (int i = 0; i < outputs.length; i++) {
      values.put(indicator.outputs().get(i), outputs[i]);
    }
    return values;
  }

  static Params complete(Indicator indicator, Map<String, Object> params) {
    Map<String, Object> all = new HashMap<>(indicator.defaults().values());
    all.putAll(params);
    return new Params(all);
  }

  /// The number series of a JSON object by name, in its order.
  static Map<String, double[]> series(JsonNode object) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (field.getValue().isArray()) {
        columns.put(field.getKey(), Golden.numbers(field.getValue()));
      }
    }
    return columns;
  }

  /// The numbers of a JSON object under the engine's names; what `names` does not have is dropped.
  static Map<String, Object> params(JsonNode object, Map<String, String> names) {
    Map<String, Object> params = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name = names.get(field.getKey());
      if (name != null && field.getValue().isNumber()) {
        params.put(name, field.getValue().asDouble());
      }
    }
    return params;
  }
}
