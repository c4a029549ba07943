package openbell.model.strategy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The nodes of a strategy, where they stand in the document, and who refers to whom.
final class StrategyGraph {

  /// A node and its JSON pointer.
  record Placed(Node node, String pointer) {}

  private final Map<String, Placed> byId = new LinkedHashMap<>();
  private final List<Placed> named = new ArrayList<>();
  private final List<Placed> all = new ArrayList<>();
  private final List<Placed> repeated = new ArrayList<>();

  /// @param prefix pointer of the strategy inside its document
  StrategyGraph(StrategyDefinition strategy, String prefix) {
    place(strategy.indicators(), prefix + "/trade_strategy/indicators/");
    place(strategy.signals(), prefix + "/trade_strategy/signals/");
  }

  /// One place that names a node.
  ///
  /// @param pointer of the text that is the id
  /// @param band the output that is picked there, or null
  /// @param columnName of a named column, or null elsewhere
  record Use(String id, String pointer, @Nullable String band, @Nullable String columnName) {

    /// Names another node instead; what depended on the old name is said aloud.
    List<Edit> renamed(String other) {
      String around = pointer.substring(0, pointer.lastIndexOf('/'));
      List<Edit> edits = new ArrayList<>();
      edits.add(Edit.replace(pointer, other));
      if (band != null) {
        edits.add(Edit.add(around + "/band", band));
      }
      if (columnName != null) {
        edits.add(Edit.add(around + "/output_name", columnName));
      }
      return edits;
    }
  }

  /// Nodes of the two lists, in document order.
  List<Placed> named() {
    return named;
  }

  /// All nodes, inline ones included.
  List<Placed> all() {
    return all;
  }

  /// Nodes whose id was already taken.
  List<Placed> repeated() {
    return repeated;
  }

  Set<String> ids() {
    return byId.keySet();
  }

  Optional<Placed> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// Ids that the node refers to, also from inside its inline nodes.
  Set<String> references(Node node) {
    Set<String> references = new LinkedHashSet<>();
    collect(node, references);
    return references;
  }

  /// Everything that is reached from `ids`, themselves included.
  Set<String> reachable(Stream<String> ids) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> waiting = new ArrayDeque<>(ids.toList());
    while (!waiting.isEmpty()) {
      String id = waiting.pop();
      if (byId.containsKey(id) && seen.add(id)) {
        waiting.addAll(references(byId.get(id).node()));
      }
    }
    return seen;
  }

  /// Every place that names a node, in document order.
  List<Use> uses(StrategyDefinition strategy, Checked checked) {
    List<Use> uses = new ArrayList<>();
    for (Placed placed : all) {
      List<NodeInput> inputs = placed.node().inputs();
      for (int i = 0; i < inputs.size(); i++) {
        if (inputs.get(i) instanceof NodeInput.Ref(String id, String band)) {
          uses.add(new Use(id, placed.pointer() + "/inputs/" + i + "/ref", band, null));
        }
      }
    }
    StrategyDefinition.Outputs outputs = strategy.outputs();
    use(outputs.buy(), checked.outputs() + "/buy_signal", uses);
    use(outputs.sell(), checked.outputs() + "/sell_signal", uses);
    use(outputs.targetWeight(), checked.outputs() + "/target_weight", uses);
    int nodes = 0;
    for (StrategyDefinition.Column column : outputs.columns()) {
      if (column.source() instanceof NodeInput.Ref(String id, String band)) {
        String pointer = checked.outputs() + "/indicators/" + nodes++ + "/id";
        uses.add(new Use(id, pointer, band, column.outputName()));
      }
    }
    if (strategy.capital().params().value("rank_by") instanceof String id) {
      uses.add(new Use(id, checked.capitalParams() + "/rank_by", null, null));
    }
    return uses;
  }

  private static void use(@Nullable String id, String pointer, List<Use> uses) {
    if (id != null) {
      uses.add(new Use(id, pointer, null, null));
    }
  }

  /// Names of the transformers that any node or named column reads.
  Set<String> transformers(StrategyDefinition.Outputs outputs) {
    Set<String> names = new LinkedHashSet<>();
    Stream.concat(
            all.stream().flatMap(placed -> placed.node().inputs().stream()),
            outputs.columns().stream().map(StrategyDefinition.Column::source))
        .forEach(
            input -> {
              if (input instanceof NodeInput.MarketSeries series) {
                names.add(series.transformer());
              }
            });
    return names;
  }

  /// `wanted`, or the first numbered variant of it that is not an id yet.
  String free(String wanted) {
    String id = wanted;
    for (int i = 2; byId.containsKey(id); i++) {
      id = wanted + "_" + i;
    }
    return id;
  }

  /// The circles of references, each once, as the ids on the way and the first one again.
  List<List<String>> cycles() {
    List<List<String>> cycles = new ArrayList<>();
    Set<String> done = new HashSet<>();
    byId.keySet().forEach(id -> visit(id, new LinkedHashSet<>(), done, cycles));
    return cycles;
  }

  private void visit(
      String id, SequencedSet<String> path, Set<String> done, List<List<String>> cycles) {
    Placed placed = byId.get(id);
    if (placed == null || done.contains(id)) {
      return;
    }
    if (path.contains(id)) {
      List<String> way = new ArrayList<>(path);
      List<String> round = new ArrayList<>(way.subList(way.indexOf(id), way.size()));
      done.addAll(round);
      round.add(id);
      cycles.add(round);
      return;
    }
    path.addLast(id);
    references(placed.node()).forEach(next -> visit(next, path, done, cycles));
    path.removeLast();
    done.add(id);
  }

  /// What the input is a series of; empty when that cannot be said.
  Optional<Primitive.Series> series(NodeInput input) {
    return switch (input) {
      case NodeInput.OwnColumn _, NodeInput.SymbolColumn _, NodeInput.MarketSeries _ ->
          Optional.of(Primitive.Series.NUMBER);
      case NodeInput.Ref ref -> find(ref.id()).flatMap(placed -> gives(placed.node()));
      case NodeInput.Inline inline -> gives(inline.node());
    };
  }

  /// The node behind an input, if it is one.
  Optional<Node> node(NodeInput input) {
    return switch (input) {
      case NodeInput.Ref ref -> find(ref.id()).map(Placed::node);
      case NodeInput.Inline inline -> Optional.of(inline.node());
      case NodeInput.OwnColumn _, NodeInput.SymbolColumn _, NodeInput.MarketSeries _ ->
          Optional.empty();
    };
  }

  static Optional<Primitive.Series> gives(Node node) {
    return primitive(node).map(primitive -> primitive.gives(node));
  }

  static Optional<Primitive> primitive(Node node) {
    return Primitives.find(node.type());
  }

  private void place(List<Node> nodes, String pointer) {
    for (int i = 0; i < nodes.size(); i++) {
      Placed placed = new Placed(nodes.get(i), pointer + i);
      named.add(placed);
      String id = placed.node().id();
      if (id != null && byId.putIfAbsent(id, placed) != null) {
        repeated.add(placed);
      }
      addWithInner(placed);
    }
  }

  private void addWithInner(Placed placed) {
    all.add(placed);
    List<NodeInput> inputs = placed.node().inputs();
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i) instanceof NodeInput.Inline(Node inner)) {
        addWithInner(new Placed(inner, placed.pointer() + "/inputs/" + i));
      }
    }
  }

  private static void collect(Node node, Set<String> references) {
    for (NodeInput input : node.inputs()) {
      switch (input) {
        case NodeInput.Ref ref -> references.add(ref.id());
        case NodeInput.Inline inline -> collect(inline.node(), references);
        case NodeInput.OwnColumn _, NodeInput.SymbolColumn _, NodeInput.MarketSeries _ -> {}
      }
    }
  }
}
