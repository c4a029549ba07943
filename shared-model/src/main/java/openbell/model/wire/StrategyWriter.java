package openbell.model.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import openbell.model.strategy.Node;
import openbell.model.strategy.NodeInput;
import openbell.model.strategy.ParamSpec;
import openbell.model.strategy.Params;
import openbell.model.strategy.Primitives;
import openbell.model.strategy.StrategyDefinition;
import openbell.model.strategy.StrategyDefinition.Column;
import openbell.model.strategy.StrategyDefinition.MarketTransformer;

/// The strategy part of a document for people.
final class StrategyWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final double LARGEST_PLAIN = 1e15;

  private StrategyWriter() {}

  static ObjectNode write(StrategyDefinition strategy) {
    ObjectNode root = NODES.objectNode();
    if (!strategy.marketTransformers().isEmpty()) {
      markets(root.putObject("market_indicators"), strategy.marketTransformers());
    }
    ObjectNode trade = root.putObject("trade_strategy");
    if (!strategy.indicators().isEmpty()) {
      nodes(trade.putArray("indicators"), strategy.indicators());
    }
    if (!strategy.signals().isEmpty()) {
      nodes(trade.putArray("signals"), strategy.signals());
    }
    outputs(trade.putObject("outputs"), strategy.outputs());
    ObjectNode capital = root.putObject("capital_strategy");
    capital.put("name", strategy.capital().name());
    capital.set("params", params(strategy.capital().name(), strategy.capital().params()));
    return root;
  }

  /// Whole numbers without a decimal point, as people write them.
  static void number(ObjectNode json, String name, double value) {
    if (value == Math.rint(value) && Math.abs(value) < LARGEST_PLAIN) {
      json.put(name, (long) value);
    } else {
      json.put(name, value);
    }
  }

  private static void outputs(ObjectNode json, StrategyDefinition.Outputs outputs) {
    if (outputs.buy() != null) {
      json.put("buy_signal", outputs.buy());
    }
    if (outputs.sell() != null) {
      json.put("sell_signal", outputs.sell());
    }
    if (outputs.targetWeight() != null) {
      json.put("target_weight", outputs.targetWeight());
    }
    for (Column column : outputs.columns()) {
      if (column.source() instanceof NodeInput.Ref ref) {
        ObjectNode entry = json.withArray("indicators").addObject().put("id", ref.id());
        if (ref.band() != null) {
          entry.put("band", ref.band());
        }
        entry.put("output_name", column.outputName());
      }
      if (column.source() instanceof NodeInput.MarketSeries series) {
        ObjectNode entry = json.withArray("market_indicators").addObject();
        entry.put("market", series.market()).put("transformer", series.transformer());
        entry.put("output_name", column.outputName());
      }
    }
  }

  /// The codes are those that the transformers read.
  private static void markets(ObjectNode json, List<MarketTransformer> transformers) {
    ArrayNode codes = json.putArray("indicators");
    transformers.stream()
        .map(transformer -> transformer.params().text("indicator", ""))
        .distinct()
        .forEach(code -> codes.addObject().put("code", code));
    ArrayNode list = json.putArray("transformers");
    for (MarketTransformer transformer : transformers) {
      ObjectNode entry = list.addObject();
      entry.put("name", transformer.name()).put("type", transformer.type());
      entry.set("params", params(transformer.type(), transformer.params()));
    }
  }

  private static void nodes(ArrayNode array, List<Node> nodes) {
    nodes.forEach(node -> array.add(node(node)));
  }

  private static ObjectNode node(Node node) {
    ObjectNode json = NODES.objectNode();
    if (node.id() != null) {
      json.put("id", node.id());
    }
    json.put("type", node.type());
    ObjectNode params = params(node.type(), node.params());
    if (!params.isEmpty()) {
      json.set("params", params);
    }
    if (!node.inputs().isEmpty()) {
      ArrayNode inputs = json.putArray("inputs");
      node.inputs().forEach(input -> inputs.add(input(input)));
    }
    return json;
  }

  private static ObjectNode input(NodeInput input) {
    ObjectNode json = NODES.objectNode();
    return switch (input) {
      case NodeInput.OwnColumn own -> json.put("column", own.column());
      case NodeInput.SymbolColumn other ->
          json.put("symbol", other.symbol()).put("column", other.column());
      case NodeInput.MarketSeries series ->
          json.put("market", series.market()).put("transformer", series.transformer());
      case NodeInput.Ref ref -> {
        json.put("ref", ref.id());
        yield ref.band() == null ? json : json.put("band", ref.band());
      }
      case NodeInput.Inline inline -> node(inline.node());
    };
  }

  /// The parameters that are not what they would be anyway.
  private static ObjectNode params(String primitive, Params params) {
    ObjectNode json = NODES.objectNode();
    List<ParamSpec> specs = Primitives.find(primitive).map(p -> p.params()).orElse(List.of());
    for (ParamSpec spec : specs) {
      Object value = params.value(spec.name());
      if (value != null && !value.equals(spec.fallback())) {
        put(json, spec.name(), value);
      }
    }
    for (Map.Entry<String, Object> other : params.values().entrySet()) {
      if (specs.stream().noneMatch(spec -> spec.name().equals(other.getKey()))) {
        put(json, other.getKey(), other.getValue());
      }
    }
    return json;
  }

  private static void put(ObjectNode json, String name, Object value) {
    switch (value) {
      case Double number -> number(json, name, number);
      case Boolean flag -> json.put(name, flag);
      case List<?> list -> {
        ArrayNode array = json.putArray(name);
        list.forEach(item -> array.add(String.valueOf(item)));
      }
      case Map<?, ?> map -> {
        ObjectNode inner = json.putObject(name);
        map.forEach((key, item) -> put(inner, String.valueOf(key), item));
      }
      case String text when text.equals(ParamSpec.NULL) -> json.putNull(name);
      default -> json.put(name, String.valueOf(value));
    }
  }
}
