package openbell.worker.engine.proof;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import openbell.model.strategy.EngineLimits;
import openbell.model.strategy.Output;
import openbell.model.strategy.Params;
import openbell.model.strategy.Primitive;
import openbell.model.strategy.Primitive.Kind;
import openbell.model.strategy.Primitive.Series;
import openbell.model.strategy.Primitives;
import org.jspecify.annotations.Nullable;

/// Makes up a portfolio document out of the registry of primitives.
///
/// A primitive that is registered tomorrow is used tomorrow. The document is written as people do:
/// references and inline nodes, short and long forms, defaults left out. It need not be legal; who
/// asks for a legal one tries again.
final class RandomDocument {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEEPEST = 3;
  private static final double USUAL_PRICE = 100;

  /// Something that can be an input.
  private record Source(ObjectNode json, String unit) {}

  private final SplittableRandom random;
  private final RandomParams params;
  private final Market market;
  private final List<Source> numbers = new ArrayList<>();
  private final List<ObjectNode> truths = new ArrayList<>();
  private final ArrayNode columns = JSON.arrayNode();
  private int count;

  private RandomDocument(SplittableRandom random, Market market) {
    this.random = random;
    this.params = new RandomParams(random);
    this.market = market;
  }

  /// @param featured a primitive that the document uses
  static ObjectNode of(SplittableRandom random, Market market, Primitive featured) {
    return new RandomDocument(random, market).document(featured);
  }

  private ObjectNode document(Primitive featured) {
    ObjectNode root = JSON.objectNode();
    root.put("name", "Made up").put("start_date", market.first().toString());
    ArrayNode symbols = root.putArray("symbols");
    market.symbols().forEach(symbol -> symbols.addObject().put("symbol", symbol));
    ObjectNode strategy = root.putObject("strategy_definition");
    List<Primitive> transformers = of(Kind.TRANSFORMER);
    if (!transformers.isEmpty() && (featured.kind() == Kind.TRANSFORMER || random.nextBoolean())) {
      transformers(strategy.putObject("market_indicators"), featured, transformers);
    }
    ObjectNode trade = strategy.putObject("trade_strategy");
    ArrayNode indicators = trade.putArray("indicators");
    List<Primitive> all = of(Kind.INDICATOR);
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      indicators.add(named(all.get(random.nextInt(all.size())), null));
    }
    if (featured.kind() == Kind.INDICATOR) {
      indicators.add(named(featured, null));
    }
    ArrayNode signals = trade.putArray("signals");
    List<Primitive> rules = of(Kind.SIGNAL);
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      signals.add(named(rules.get(random.nextInt(rules.size())), null));
    }
    if (featured.kind() == Kind.SIGNAL) {
      signals.add(named(featured, null));
    }
    signals.add(named(judge(), "buy"));
    signals.add(named(judge(), "sell"));
    ObjectNode outputs = trade.putObject("outputs");
    outputs.put("buy_signal", "buy").put("sell_signal", "sell").set("indicators", columns);
    strategy.set("capital_strategy", capital());
    return root;
  }

  private static List<Primitive> of(Kind kind) {
    return Primitives.all().stream().filter(primitive -> primitive.kind() == kind).toList();
  }

  private ObjectNode capital() {
    ObjectNode capital = JSON.objectNode().put("name", "PercentCapitalStrategy");
    capital.putObject("params").put("initial_capital", 100_003.17).put("percents", 30);
    return capital;
  }

  /// A primitive whose result is a signal whatever its parameters are.
  private Primitive judge() {
    List<Primitive> rules =
        of(Kind.SIGNAL).stream().filter(rule -> rule.gives() == Primitive.Gives.SIGNAL).toList();
    return rules.get(random.nextInt(rules.size()));
  }

  private void transformers(ObjectNode json, Primitive featured, List<Primitive> all) {
    ArrayNode codes = json.putArray("indicators");
    market.codes().forEach(code -> codes.addObject().put("code", code));
    ArrayNode transformers = json.putArray("transformers");
    for (int i = 0; i < 2; i++) {
      boolean first = i == 0 && featured.kind() == Kind.TRANSFORMER;
      Primitive primitive = first ? featured : all.get(random.nextInt(all.size()));
      String code = market.codes().get(random.nextInt(market.codes().size()));
      ObjectNode given = params.of(primitive, false).put("indicator", code);
      ObjectNode one = transformers.addObject().put("name", "m" + i);
      one.put("type", primitive.name()).set("params", given);
      ObjectNode input = JSON.objectNode().put("market", code).put("transformer", "m" + i);
      numbers.add(new Source(input, unit(primitive.outputs().getFirst(), "PRICE")));
    }
  }

  /// A node with an id, ready to be referred to.
  private ObjectNode named(Primitive primitive, @Nullable String id) {
    Source body = node(primitive, 0);
    String name = id == null ? (random.nextBoolean() ? "n" : "_N") + count++ : id;
    body.json().put("id", name);
    List<Output> bands = primitive.outputs();
    for (Output band : bands) {
      ObjectNode ref = reference(name, band.name(), bands.size());
      if (gives(primitive, body.json()) == Series.NUMBER) {
        numbers.add(new Source(ref, unit(band, body.unit())));
      } else {
        truths.add(ref);
      }
      if (columns.size() < EngineLimits.NAMED_OUTPUTS) {
        ObjectNode column = columns.addObject().put("id", name);
        if (bands.size() > 1) {
          column.put("band", band.name());
        }
        column.put("output_name", name + "_" + band.name());
      }
    }
    return body.json();
  }

  private ObjectNode reference(String name, String band, int bands) {
    ObjectNode ref = JSON.objectNode();
    if (bands == 1) {
      return ref.put("ref", name);
    }
    return random.nextInt(3) == 0
        ? ref.put("ref", name + "." + band)
        : ref.put("ref", name).put("band", band);
  }

  /// An inline node, and the unit of what it reads.
  private Source node(Primitive primitive, int depth) {
    ObjectNode json = JSON.objectNode().put("type", primitive.name());
    int most = Math.min(primitive.mostInputs(), Math.max(primitive.leastInputs(), 4));
    int inputs = primitive.leastInputs() + random.nextInt(most - primitive.leastInputs() + 1);
    String unit = "PRICE";
    ArrayNode array = inputs > 0 ? json.putArray("inputs") : JSON.arrayNode();
    for (int i = 0; i < inputs; i++) {
      if (primitive.takes() == Series.SIGNAL) {
        array.add(truth(depth));
      } else {
        Source source = i == 0 ? number(depth) : partner(unit, depth);
        unit = i == 0 ? source.unit() : unit;
        array.add(source.json());
      }
    }
    ObjectNode given = params.of(primitive, inputs > 0);
    if (primitive.name().equals("Constant")) {
      given.put("value", level("PRICE"));
    }
    if (!given.isEmpty() || random.nextBoolean()) {
      json.set("params", given);
    }
    return new Source(json, unit);
  }

  private static String unit(Output band, String input) {
    return switch (band.unit()) {
      case AS_INPUT, BEYOND_INPUT -> input;
      case INPUT_DIFFERENCE -> input + "_DIFFERENCE";
      case PRICE, PRICE_DIFFERENCE, PERCENT, RATIO, VOLUME, COUNT, PLAIN -> band.unit().name();
    };
  }

  /// What a node gives: a calculation without a threshold gives a number.
  private static Series gives(Primitive primitive, ObjectNode node) {
    Map<String, Object> given = new TreeMap<>();
    if (node.path("params").has("threshold")) {
      given.put("threshold", 1.0);
    }
    given.put("return_calculation", node.path("params").path("return_calculation").asBoolean());
    return primitive.gives(new Params(given), node.path("inputs").size());
  }

  private ObjectNode truth(int depth) {
    if (!truths.isEmpty() && (depth >= DEEPEST || random.nextInt(3) > 0)) {
      return truths.get(random.nextInt(truths.size())).deepCopy();
    }
    return node(depth >= DEEPEST ? comparison() : judge(), depth + 1).json();
  }

  private static Primitive comparison() {
    return Primitives.find("GreaterThan").orElseThrow();
  }

  private Source number(int depth) {
    int kind = random.nextInt(20);
    if (kind < 9 && !numbers.isEmpty()) {
      return copy(numbers.get(random.nextInt(numbers.size())));
    }
    if (kind < 12 && depth < DEEPEST) {
      List<Primitive> all = of(Kind.INDICATOR);
      Primitive primitive = all.get(random.nextInt(all.size()));
      Source body = node(primitive, depth + 1);
      return new Source(body.json(), unit(primitive.outputs().getFirst(), body.unit()));
    }
    if (kind == 12 && !truths.isEmpty()) {
      return new Source(truths.get(random.nextInt(truths.size())).deepCopy(), "PLAIN");
    }
    ObjectNode json = JSON.objectNode();
    if (kind == 13) {
      json.put("symbol", market.symbols().get(random.nextInt(market.symbols().size())));
    }
    String column = Primitives.COLUMNS.get(random.nextInt(Primitives.COLUMNS.size()));
    json.put(random.nextInt(5) == 0 ? "field" : "column", column);
    return new Source(json, column.equals("Volume") ? "VOLUME" : "PRICE");
  }

  /// Something that can sensibly be compared with a number of this unit.
  private Source partner(String unit, int depth) {
    List<Source> alike = numbers.stream().filter(one -> one.unit().equals(unit)).toList();
    int kind = random.nextInt(10);
    if (kind < 6 && !alike.isEmpty()) {
      return copy(alike.get(random.nextInt(alike.size())));
    }
    if (kind < 8) {
      ObjectNode constant = JSON.objectNode().put("type", "Constant");
      constant.putObject("params").put("value", level(unit));
      return new Source(constant, unit);
    }
    return number(depth + 1);
  }

  private static Source copy(Source source) {
    return new Source(source.json().deepCopy(), source.unit());
  }

  /// A number of the size that values of the unit have.
  private double level(String unit) {
    return switch (unit) {
      case "PRICE" -> USUAL_PRICE * (0.7 + random.nextInt(64) / 64.0);
      case "PERCENT" -> random.nextBoolean() ? random.nextInt(101) : random.nextInt(-5, 6);
      case "VOLUME" -> 10_000.0 * random.nextInt(100);
      default -> random.nextInt(-16, 17) / 8.0;
    };
  }
}
