package openbell.worker.engine.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.strategy.EngineLimits;
import openbell.model.strategy.Params;
import openbell.worker.engine.rule.Rule.Inputs;
import openbell.worker.engine.rule.Rule.Takes;

/// All rules the engine can judge: one registration each.
///
/// A comparison that reads a `NaN` is undefined, whatever the other numbers say.
public final class Rules {
  private static final Params EPSILON = new Params(Map.of("epsilon", 0));
  private static final Params CROSSING = new Params(Map.of("epsilon", 0, "mode", "simple"));
  private static final Params BOUNDS =
      new Params(Map.of("lower_inclusive", true, "upper_inclusive", true));

  private static final Map<String, Rule> BY_TYPE = register();

  private Rules() {}

  public static Optional<Rule> find(String type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }

  /// In the order of registration.
  public static List<Rule> all() {
    return List.copyOf(BY_TYPE.values());
  }

  private static Map<String, Rule> register() {
    Map<String, Rule> all = new LinkedHashMap<>();
    for (Rule one :
        List.of(
            numbers("GreaterThan", 2, EPSILON, (in, params) -> greater(in, 0, 1, params)),
            numbers("LessThan", 2, EPSILON, (in, params) -> greater(in, 1, 0, params)),
            numbers("InRange", 3, BOUNDS, Rules::inRange),
            crossing("Crossover", 0, 1),
            crossing("Crossunder", 1, 0),
            signals("And", 2, EngineLimits.INPUTS_PER_NODE, (in, _) -> Signals.and(in.signals())),
            signals("Or", 2, EngineLimits.INPUTS_PER_NODE, (in, _) -> Signals.or(in.signals())),
            signals("Not", 1, 1, (in, _) -> Signals.not(in.signals()[0])),
            constant("Always", true))) {
      all.put(one.type(), one);
    }
    return Collections.unmodifiableMap(all);
  }

  private static Rule numbers(String type, int inputs, Params defaults, Rule.Kernel kernel) {
    return new Rule(type, Takes.NUMBERS, inputs, inputs, defaults, _ -> 0, kernel);
  }

  private static Rule signals(String type, int least, int most, Rule.Kernel kernel) {
    return new Rule(type, Takes.SIGNALS, least, most, Params.NONE, _ -> 0, kernel);
  }

  private static Rule constant(String type, boolean value) {
    return new Rule(
        type,
        Takes.NOTHING,
        0,
        0,
        Params.NONE,
        _ -> 0,
        (in, _) -> Signals.always(in.size(), value));
  }

  private static Rule crossing(String type, int above, int below) {
    return new Rule(
        type,
        Takes.NUMBERS,
        2,
        2,
        CROSSING,
        params -> confirmed(params) ? 2 : 1,
        (in, params) -> crossing(in, above, below, params));
  }

  private static boolean confirmed(Params params) {
    return params.text("mode", "simple").equals("confirmed");
  }

  private static Signals greater(Inputs in, int left, int right, Params params) {
    double[] a = in.numbers()[left];
    double[] b = in.numbers()[right];
    double epsilon = params.number("epsilon", 0);
    Signals out = new Signals(in.size());
    for (int t = 0; t < in.size(); t++) {
      if (!Double.isNaN(a[t]) && !Double.isNaN(b[t])) {
        // Spelt as a - eps > b for the mirrored rule, so that both agree with their definition.
        out.set(t, left < right ? a[t] > b[t] + epsilon : b[t] < a[t] - epsilon);
      }
    }
    return out;
  }

  private static Signals inRange(Inputs in, Params params) {
    double[] x = in.numbers()[0];
    double[] low = in.numbers()[1];
    double[] high = in.numbers()[2];
    boolean withLow = params.flag("lower_inclusive", true);
    boolean withHigh = params.flag("upper_inclusive", true);
    Signals out = new Signals(in.size());
    for (int t = 0; t < in.size(); t++) {
      if (!Double.isNaN(x[t]) && !Double.isNaN(low[t]) && !Double.isNaN(high[t])) {
        boolean above = withLow ? x[t] >= low[t] : x[t] > low[t];
        boolean below = withHigh ? x[t] <= high[t] : x[t] < high[t];
        out.set(t, above && below);
      }
    }
    return out;
  }

  /// `above` was at or below `below` on the bar before, and is above it now by more than epsilon;
  /// confirmed: that was so one bar ago, and it is still above.
  private static Signals crossing(Inputs in, int above, int below, Params params) {
    double[] a = in.numbers()[above];
    double[] b = in.numbers()[below];
    double epsilon = params.number("epsilon", 0);
    int late = confirmed(params) ? 1 : 0;
    Signals out = new Signals(in.size());
    for (int t = 1 + late; t < in.size(); t++) {
      int now = t - late;
      double sum = a[now - 1] + b[now - 1] + a[now] + b[now] + a[t] + b[t];
      if (!Double.isNaN(sum)) {
        boolean crossed = a[now - 1] <= b[now - 1] && a[now] - b[now] > epsilon;
        out.set(t, crossed && (late == 0 || a[t] - b[t] > epsilon));
      }
    }
    return out;
  }
}
