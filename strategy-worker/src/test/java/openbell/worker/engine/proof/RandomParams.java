package openbell.worker.engine.proof;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SplittableRandom;
import openbell.model.strategy.EngineLimits;
import openbell.model.strategy.ParamSpec;
import openbell.model.strategy.Primitive;

/// Makes up legal parameters from the signature of a primitive.
final class RandomParams {
  private static final List<List<String>> ORDERED =
      List.of(
          List.of("fast_period", "slow_period"),
          List.of("short_period", "medium_period", "long_period"),
          List.of("min_length", "max_length"),
          List.of("min_indicator", "max_indicator"),
          List.of("min_weight", "max_weight"),
          List.of("step", "max"));

  private final SplittableRandom random;

  RandomParams(SplittableRandom random) {
    this.random = random;
  }

  /// @param hasInput true: the node reads no column
  ObjectNode of(Primitive primitive, boolean hasInput) {
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    for (ParamSpec spec : primitive.params()) {
      boolean unread = hasInput && spec.name().equals("column");
      if (!unread && (spec.required() || random.nextInt(10) < likely(spec))) {
        put(params, spec);
      }
    }
    ORDERED.forEach(names -> order(primitive, params, names));
    return params;
  }

  /// Some parameters must rise from one to the next: those that were made up are sorted, and if
  /// only
  /// some of them were, they are left to their defaults.
  private static void order(Primitive primitive, ObjectNode params, List<String> names) {
    if (names.stream().noneMatch(params::has)) {
      return;
    }
    if (!names.stream().allMatch(params::has)) {
      names.stream()
          .filter(name -> primitive.param(name).filter(ParamSpec::required).isEmpty())
          .forEach(params::remove);
      return;
    }
    double[] values =
        names.stream().mapToDouble(name -> params.get(name).asDouble()).sorted().toArray();
    for (int i = 1; i < values.length; i++) {
      values[i] = values[i] <= values[i - 1] ? values[i - 1] + 1 : values[i];
    }
    for (int i = 0; i < values.length; i++) {
      if (params.get(names.get(i)).isIntegralNumber()) {
        params.put(names.get(i), (int) values[i]);
      } else {
        params.put(names.get(i), values[i]);
      }
    }
  }

  /// How often of ten a parameter is given that has a default.
  private static int likely(ParamSpec spec) {
    return switch (spec.name()) {
      case "lag", "epsilon" -> 2;
      case "annualise" -> 3;
      default -> spec.fallback() == null ? 5 : 9;
    };
  }

  private void put(ObjectNode params, ParamSpec spec) {
    switch (spec.type()) {
      case INTEGER -> params.put(spec.name(), whole(spec));
      case NUMBER -> params.put(spec.name(), number(spec));
      case FLAG -> params.put(spec.name(), random.nextBoolean());
      case TEXT ->
          params.put(spec.name(), spec.allowed().get(random.nextInt(spec.allowed().size())));
      case TEXTS -> {
        ArrayNode texts = params.putArray(spec.name());
        spec.allowed().stream().filter(_ -> random.nextInt(3) > 0).forEach(texts::add);
      }
      // Who makes up the document knows its nodes, symbols and markets.
      case NODE, MARKET, WEIGHTS, OBJECT -> {}
    }
  }

  private int whole(ParamSpec spec) {
    int least = (int) Math.max(spec.least(), -100);
    if (spec.name().equals("lag")) {
      return random.nextInt(4);
    }
    boolean period = spec.most() >= EngineLimits.PERIOD;
    int most = period ? most() : 12;
    return least + random.nextInt((int) Math.min(spec.most() - least + 1, most));
  }

  /// Periods are mostly short: what matters happens in the first few.
  private int most() {
    int kind = random.nextInt(10);
    return kind == 0 ? 2 : kind < 8 ? 20 : 60;
  }

  private double number(ParamSpec spec) {
    double usual = spec.fallback() instanceof Double fallback ? fallback : 0;
    double wanted =
        usual == 0
            ? random.nextInt(-40, 41) / 8.0 * (random.nextInt(5) == 0 ? 20 : 1)
            : usual * (0.5 + 1.5 * random.nextInt(9) / 8);
    double inside = Math.clamp(wanted, spec.least(), spec.most());
    return spec.admits(inside) ? inside : Math.clamp(spec.least() + 0.5, spec.least(), spec.most());
  }
}
