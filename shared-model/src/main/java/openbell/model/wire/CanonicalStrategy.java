package openbell.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import openbell.model.hash.Sha256;
import openbell.model.strategy.Node;
import openbell.model.strategy.NodeInput;
import openbell.model.strategy.Params;
import openbell.model.strategy.Primitive;
import openbell.model.strategy.Primitives;
import openbell.model.strategy.StrategyDefinition;
import openbell.model.strategy.StrategyDefinition.Column;
import openbell.model.strategy.StrategyDefinition.MarketTransformer;
import org.jspecify.annotations.Nullable;

/// A strategy whose nodes are named by what they compute, so that ids, order and inline writing
/// make
/// no difference. Unused nodes count, because warm-up is measured over all of them.
final class CanonicalStrategy {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// Hex digits of a key: 128 bits.
  private static final int KEY_LENGTH = 32;

  private final Map<String, Node> byId = new HashMap<>();
  private final Map<String, String> keyById = new HashMap<>();
  private final Map<String, SortedSet<String>> flattenedById = new HashMap<>();
  private final TreeMap<String, ObjectNode> transformers = new TreeMap<>();
  private final TreeMap<String, ObjectNode> nodes = new TreeMap<>();

  private CanonicalStrategy() {}

  static ObjectNode of(StrategyDefinition strategy) {
    CanonicalStrategy form = new CanonicalStrategy();
    for (List<Node> list : List.of(strategy.indicators(), strategy.signals())) {
      for (Node node : list) {
        if (node.id() != null) {
          form.byId.put(node.id(), node);
        }
      }
    }
    for (MarketTransformer transformer : strategy.marketTransformers()) {
      ObjectNode json = NODES.objectNode().put("type", transformer.type());
      json.set("params", params(transformer.params()));
      form.transformers.put(transformer.name(), json);
    }
    form.byId.keySet().forEach(form::key);
    ObjectNode root = NODES.objectNode();
    root.set("outputs", form.outputs(strategy.outputs()));
    root.set("capital", form.capital(strategy.capital()));
    ObjectNode transformers = root.putObject("transformers");
    form.transformers.values().forEach(tree -> transformers.set(hash(tree), tree));
    ObjectNode table = root.putObject("nodes");
    form.nodes.forEach(table::set);
    return root;
  }

  private ObjectNode outputs(StrategyDefinition.Outputs outputs) {
    ObjectNode json = NODES.objectNode();
    json.put("buy", outputs.buy() == null ? null : key(outputs.buy()));
    json.put("sell", outputs.sell() == null ? null : key(outputs.sell()));
    json.put("target", outputs.targetWeight() == null ? null : key(outputs.targetWeight()));
    ArrayNode columns = json.putArray("columns");
    for (Column column : outputs.columns()) {
      ObjectNode entry = columns.addObject();
      entry.put("name", column.outputName());
      entry.set("source", input(column.source()));
    }
    return json;
  }

  private ObjectNode capital(StrategyDefinition.CapitalStrategy capital) {
    ObjectNode json = NODES.objectNode();
    json.put("name", capital.name());
    ObjectNode params = params(capital.params());
    String rankBy = capital.params().text("rank_by", "");
    if (!rankBy.isEmpty()) {
      params.put("rank_by", key(rankBy));
    }
    json.set("params", params);
    return json;
  }

  /// The key of a named node; an id that nothing defines stands for itself.
  private String key(String id) {
    String known = keyById.get(id);
    if (known != null) {
      return known;
    }
    Node node = byId.get(id);
    if (node == null) {
      return "?" + id;
    }
    // In a circle the id stands for itself, so that this ends whatever it is given.
    keyById.put(id, "?" + id);
    String key = key(node);
    keyById.put(id, key);
    return key;
  }

  private String key(Node node) {
    ObjectNode json = NODES.objectNode();
    json.put("op", node.type());
    ObjectNode params = params(node.params());
    ArrayNode inputs = json.putArray("inputs");
    if (isSet(node)) {
      children(node).forEach(inputs::add);
    } else {
      node.inputs().forEach(input -> inputs.add(input(input)));
    }
    JsonNode column = params.remove("column");
    if (column != null && inputs.isEmpty()) {
      inputs.addObject().put("column", column.asText());
    }
    json.set("params", params);
    String key = hash(json);
    nodes.put(key, json);
    return key;
  }

  /// What a transformer computes, instead of its name; a name that nothing defines stands for
  /// itself.
  private String transformer(String name) {
    ObjectNode transformer = transformers.get(name);
    return transformer == null ? "?" + name : hash(transformer);
  }

  private static String hash(ObjectNode json) {
    return Sha256.hex(CanonicalJson.text(json)).substring(0, KEY_LENGTH);
  }

  /// And, Or: the order of inputs has no meaning, and neither has the same operator inside itself.
  private static boolean isSet(Node node) {
    return node.type().equals("And") || node.type().equals("Or");
  }

  private SortedSet<String> children(Node node) {
    SortedSet<String> children = new TreeSet<>();
    for (NodeInput input : node.inputs()) {
      switch (input) {
        case NodeInput.Inline(Node inner) when inner.type().equals(node.type()) ->
            children.addAll(children(inner));
        case NodeInput.Ref ref when sameOperator(ref, node) -> children.addAll(flattened(ref.id()));
        default -> children.add(CanonicalJson.text(input(input)));
      }
    }
    return children;
  }

  private boolean sameOperator(NodeInput.Ref ref, Node node) {
    Node target = byId.get(ref.id());
    return target != null && target.type().equals(node.type());
  }

  private SortedSet<String> flattened(String id) {
    SortedSet<String> known = flattenedById.get(id);
    if (known != null) {
      return known;
    }
    flattenedById.put(id, new TreeSet<>(List.of("?" + id)));
    Node node = byId.get(id);
    SortedSet<String> children = node == null ? new TreeSet<>() : children(node);
    flattenedById.put(id, children);
    return children;
  }

  private ObjectNode input(NodeInput input) {
    ObjectNode json = NODES.objectNode();
    switch (input) {
      case NodeInput.OwnColumn own -> json.put("column", own.column());
      case NodeInput.SymbolColumn other ->
          json.put("symbol", other.symbol()).put("column", other.column());
      case NodeInput.MarketSeries series ->
          json.put("market", series.market()).put("transformer", transformer(series.transformer()));
      case NodeInput.Ref ref ->
          json.put("node", key(ref.id())).put("band", band(byId.get(ref.id()), ref.band()));
      case NodeInput.Inline inline -> json.put("node", key(inline.node()));
    }
    return json;
  }

  /// The first output is what is meant without a band.
  private static @Nullable String band(@Nullable Node node, @Nullable String band) {
    boolean first =
        node != null
            && Primitives.find(node.type())
                .map(Primitive::outputNames)
                .filter(outputs -> !outputs.isEmpty() && outputs.getFirst().equals(band))
                .isPresent();
    return first ? null : band;
  }

  static ObjectNode params(Params params) {
    ObjectNode json = NODES.objectNode();
    params.values().forEach((name, value) -> json.set(name, value(value)));
    return json;
  }

  private static JsonNode value(Object value) {
    return switch (value) {
      case Double number -> NODES.numberNode(number);
      case Boolean flag -> NODES.booleanNode(flag);
      case List<?> list -> {
        ArrayNode array = NODES.arrayNode();
        list.forEach(item -> array.add(value(item)));
        yield array;
      }
      case Map<?, ?> map -> {
        ObjectNode object = NODES.objectNode();
        map.forEach((name, inner) -> object.set(String.valueOf(name), value(inner)));
        yield object;
      }
      default -> NODES.textNode(String.valueOf(value));
    };
  }
}
