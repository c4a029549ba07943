package openbell.worker.engine.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.strategy.EngineLimits;
import openbell.model.strategy.Params;
import openbell.worker.engine.rule.Rule.Takes;

/// All rules the engine can judge: one registration each.
public final class Rules {
  private static final Params EPSILON = new Params(Map.of("epsilon", 0));
  private static final Params CROSSING = new Params(Map.of("epsilon", 0, "mode", "simple"));
  private static final Params BOUNDS =
      new Params(Map.of("lower_inclusive", true, "upper_inclusive", true));
  private static final Params STREAK = new Params(Map.of("condition", true, "min_length", 1));
  private static final Params WINDOW = new Params(Map.of("period", 5));

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
            compared("GreaterThan", p -> Comparisons.ordered(1, epsilon(p), false)),
            compared("LessThan", p -> Comparisons.ordered(-1, -epsilon(p), false)),
            compared("GreaterOrEqual", p -> Comparisons.ordered(1, -epsilon(p), true)),
            compared("LessOrEqual", p -> Comparisons.ordered(-1, epsilon(p), true)),
            compared("Equal", p -> Comparisons.equal(epsilon(p))),
            new Rule("InRange", Takes.NUMBERS, 3, 3, BOUNDS, _ -> 0, Comparisons::inRange),
            crossing("Crossover", 1),
            crossing("Crossunder", -1),
            joined("And", (in, from, to, out) -> Signals.and(in.signals(), from, to, out)),
            joined("Or", (in, from, to, out) -> Signals.or(in.signals(), from, to, out)),
            alone("Not", Params.NONE, _ -> 0, _ -> not()),
            alone("Streak", STREAK, _ -> 0, Patterns.Streak::new),
            window("Any", true),
            window("All", false),
            free("Always", _ -> always(true)),
            free("Never", _ -> always(false)),
            free("Calendar", Dates::calendar))) {
      all.put(one.type(), one);
    }
    return Collections.unmodifiableMap(all);
  }

  private static double epsilon(Params params) {
    return params.number("epsilon", 0);
  }

  private static Rule compared(String type, Rule.Kernel kernel) {
    return new Rule(type, Takes.NUMBERS, 2, 2, EPSILON, _ -> 0, kernel);
  }

  private static Rule joined(String type, Memoryless pass) {
    return new Rule(
        type, Takes.SIGNALS, 2, EngineLimits.INPUTS_PER_NODE, Params.NONE, _ -> 0, _ -> pass);
  }

  private static Rule alone(String type, Params defaults, Rule.Reach reach, Rule.Kernel kernel) {
    return new Rule(type, Takes.SIGNALS, 1, 1, defaults, reach, kernel);
  }

  private static Rule window(String type, boolean wanted) {
    return alone(
        type,
        WINDOW,
        params -> params.integer("period", 5) - 1,
        params -> new Patterns.Window(params.integer("period", 5), wanted));
  }

  private static Rule free(String type, Rule.Kernel kernel) {
    return new Rule(type, Takes.NOTHING, 0, 0, Params.NONE, _ -> 0, kernel);
  }

  private static Memoryless not() {
    return (in, from, to, out) -> Signals.not(in.signals()[0], from, to, out);
  }

  private static Memoryless always(boolean value) {
    return (_, from, to, out) -> {
      for (int t = from; t < to; t++) {
        out.set(t, value);
      }
    };
  }

  private static Rule crossing(String type, int sign) {
    return new Rule(
        type,
        Takes.NUMBERS,
        2,
        2,
        CROSSING,
        params -> 1 + late(params),
        params -> Comparisons.crossing(sign, epsilon(params), late(params)));
  }

  private static int late(Params params) {
    return params.text("mode", "simple").equals("confirmed") ? 1 : 0;
  }
}
