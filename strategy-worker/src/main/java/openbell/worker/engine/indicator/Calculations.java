package openbell.worker.engine.indicator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.strategy.Params;

/// What documents write among their signals and what gives a number nevertheless.
///
/// They read their inputs and no column. A condition that is an input counts as 1, 0 or `NaN`.
public final class Calculations {
  private static final List<String> VALUE = List.of("value");

  private static final Map<String, Indicator> BY_TYPE = register();

  private Calculations() {}

  public static Optional<Indicator> find(String type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  private static Map<String, Indicator> register() {
    Map<String, Indicator> all = new LinkedHashMap<>();
    for (Indicator one :
        List.of(
            arithmetic("Add", (a, b) -> a + b),
            arithmetic("Subtract", (a, b) -> a - b),
            arithmetic("Multiply", (a, b) -> a * b),
            arithmetic("Divide", (a, b) -> b == 0 ? Double.NaN : a / b),
            percentChange(),
            simple("LinearScaleWeight", Calculations::scale),
            simple("BarsSince", _ -> new BarsSince()))) {
      all.put(one.type(), one);
    }
    return Collections.unmodifiableMap(all);
  }

  private static Indicator simple(String type, Kernel kernel) {
    return new Indicator(type, VALUE, List.of(), Params.NONE, List.of(), _ -> 0, kernel);
  }

  private static Indicator percentChange() {
    return new Indicator(
        "PercentChange",
        VALUE,
        List.of(),
        new Params(Map.of("period", 1)),
        List.of("period"),
        params -> params.integer("period", 1),
        params -> Windows.rateOfChange(params.integer("period", 1)));
  }

  /// Two numbers to one.
  private interface Operation {
    double of(double a, double b);
  }

  /// Left to right over all inputs; with `absolute` the result loses its sign.
  private static Indicator arithmetic(String type, Operation operation) {
    return simple(type, params -> folded(operation, params.flag("absolute", false)));
  }

  private static Direct folded(Operation operation, boolean absolute) {
    return (in, from, to, out) -> {
      for (int t = from; t < to; t++) {
        double result = in[0][t];
        for (int i = 1; i < in.length; i++) {
          result = operation.of(result, in[i][t]);
        }
        out[0][t] = absolute ? Math.abs(result) : result;
      }
    };
  }

  /// The straight line through (`min_indicator`, `min_weight`) and (`max_indicator`,
  /// `max_weight`), held between the two weights if `clip`.
  private static Direct scale(Params params) {
    double least = params.number("min_indicator", 0);
    double most = params.number("max_indicator", 1);
    double low = params.number("min_weight", 0);
    double high = params.number("max_weight", 1);
    boolean clip = params.flag("clip", true);
    return (in, from, to, out) -> {
      for (int t = from; t < to; t++) {
        double place = most == least ? Double.NaN : (in[0][t] - least) / (most - least);
        double held = clip ? Math.clamp(place, 0.0, 1.0) : place;
        out[0][t] = low + held * (high - low);
      }
    };
  }

  /// Bars since the last one that was 1; `NaN` before there was one.
  private static final class BarsSince extends Memory {
    private int last = -1;

    @Override
    public void advance(double[][] in, int from, int to, double[][] out) {
      for (int t = from; t < to; t++) {
        last = in[0][t] == 1 ? t : last;
        out[0][t] = last < 0 ? Double.NaN : t - last;
      }
    }
  }
}
