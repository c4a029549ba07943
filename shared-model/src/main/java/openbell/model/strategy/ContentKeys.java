package openbell.model.strategy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import openbell.model.strategy.StrategyGraph.Placed;

/// Numbers nodes by what they compute: two nodes have one key exactly when they have the same
/// content, whatever their ids are and wherever they are written.
final class ContentKeys {
  /// A node without its id; inputs are keys of other contents, or columns as they are.
  private record Content(String type, Map<String, Object> params, List<Object> inputs) {}

  private record Band(int key, String output) {}

  private final StrategyGraph graph;
  private final Map<Content, Integer> keys = new HashMap<>();
  private final Map<String, Integer> byId = new HashMap<>();

  ContentKeys(StrategyGraph graph) {
    this.graph = graph;
  }

  int of(Node node) {
    List<Object> inputs = new ArrayList<>();
    if (isSet(node)) {
      inputs.addAll(members(node));
    } else {
      node.inputs().forEach(input -> inputs.add(input(input)));
    }
    Map<String, Object> params = new TreeMap<>(node.params().values());
    Object column = params.remove("column");
    if (inputs.isEmpty() && column != null) {
      inputs.add(new NodeInput.OwnColumn(String.valueOf(column)));
    }
    return intern(new Content(node.type(), params, inputs));
  }

  /// And, Or: the order of inputs has no meaning.
  static boolean isSet(Node node) {
    return node.type().equals("And") || node.type().equals("Or");
  }

  private SortedSet<Integer> members(Node node) {
    SortedSet<Integer> members = new TreeSet<>();
    for (NodeInput input : node.inputs()) {
      members.add(intern(new Content("", Map.of(), List.of(input(input)))));
    }
    return members;
  }

  private Object input(NodeInput input) {
    return switch (input) {
      case NodeInput.Ref ref -> band(ref);
      case NodeInput.Inline inline -> new Band(of(inline.node()), "");
      case NodeInput.OwnColumn _, NodeInput.SymbolColumn _, NodeInput.MarketSeries _ -> input;
    };
  }

  private Object band(NodeInput.Ref ref) {
    Placed placed = graph.find(ref.id()).orElse(null);
    if (placed == null) {
      return ref;
    }
    String band = ref.band() == null ? "" : ref.band();
    List<String> outputs =
        StrategyGraph.primitive(placed.node()).map(Primitive::outputNames).orElse(List.of());
    boolean first = !outputs.isEmpty() && outputs.getFirst().equals(band);
    return new Band(of(ref.id(), placed.node()), first ? "" : band);
  }

  private int of(String id, Node node) {
    Integer known = byId.get(id);
    if (known != null) {
      return known;
    }
    // In a circle the id stands for itself, so that this ends.
    byId.put(id, intern(new Content(id, Map.of(), List.of("circle"))));
    int key = of(node);
    byId.put(id, key);
    return key;
  }

  private int intern(Content content) {
    int next = keys.size();
    return keys.computeIfAbsent(content, _ -> next);
  }
}
