package openbell.model.strategy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import openbell.model.strategy.StrategyDefinition.Column;
import openbell.model.strategy.StrategyDefinition.MarketTransformer;
import openbell.model.strategy.StrategyDefinition.Outputs;
import openbell.model.strategy.StrategyGraph.Placed;
import openbell.model.strategy.StrategyGraph.Use;

/// Warnings about strategies that are legal and probably not meant.
final class StrategyLints {
  private static final Set<String> ARITHMETIC = Set.of("Add", "Subtract", "Multiply", "Divide");

  private final Checked checked;
  private final StrategyDefinition strategy;
  private final StrategyGraph graph;
  private final Remarks remarks;
  private final List<Use> uses;
  private final ContentKeys keys;

  StrategyLints(Checked checked) {
    this.checked = checked;
    this.strategy = checked.strategy();
    this.graph = checked.graph();
    this.remarks = checked.remarks();
    this.uses = graph.uses(strategy, checked);
    this.keys = new ContentKeys(graph);
  }

  void run() {
    // A mistyped reference leaves its target unused: that is one mistake, not two.
    if (!remarks.has("V101")) {
      unusedNodes();
      unusedTransformers();
    }
    for (Placed placed : graph.all()) {
      constantLeft(placed);
      silentCalculation(placed);
    }
    buyImpliesSell();
    duplicates();
    fillAtClose();
  }

  private void unusedNodes() {
    Outputs outputs = strategy.outputs();
    Stream<String> columns =
        outputs.columns().stream()
            .map(Column::source)
            .filter(NodeInput.Ref.class::isInstance)
            .map(source -> ((NodeInput.Ref) source).id());
    Stream<String> decisions =
        Stream.of(
                outputs.buy(),
                outputs.sell(),
                outputs.targetWeight(),
                checked.capital().text("rank_by", ""))
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull);
    Set<String> used = graph.reachable(Stream.concat(columns, decisions));
    for (Placed placed : graph.named()) {
      String id = placed.node().id();
      if (id != null && !used.contains(id)) {
        boolean named = uses.stream().anyMatch(use -> use.id().equals(id));
        remarks.warning(
            "W202",
            placed.pointer(),
            "no output uses the node " + id,
            "remove it or use it",
            // What another unused node refers to goes after that one.
            named ? new Edit[0] : new Edit[] {Edit.remove(placed.pointer())});
      }
    }
  }

  private void unusedTransformers() {
    List<MarketTransformer> transformers = strategy.marketTransformers();
    Set<String> used = graph.transformers(strategy.outputs());
    for (int i = 0; i < transformers.size(); i++) {
      String name = transformers.get(i).name();
      String pointer = checked.at("/market_indicators/transformers/" + i);
      if (!name.isEmpty() && !used.contains(name)) {
        remarks.warning(
            "W202",
            pointer,
            "nothing reads the transformer " + name + ", so it is not computed",
            "remove it or use it",
            Edit.remove(pointer));
      }
    }
  }

  /// `LessThan(70, rsi)` reads like "less than 70" and means "rsi is above 70".
  private void constantLeft(Placed placed) {
    Node node = placed.node();
    boolean ordered = node.type().equals("LessThan") || node.type().equals("GreaterThan");
    if (!ordered || node.inputs().size() != 2) {
      return;
    }
    if (isConstant(node.inputs().getFirst()) && !isConstant(node.inputs().getLast())) {
      String other = node.type().equals("LessThan") ? "GreaterThan" : "LessThan";
      String inputs = placed.pointer() + "/inputs";
      remarks.warning(
          "W205",
          inputs,
          node.type() + " compares its first input with its second, and the first is a constant",
          "if that is meant, write it as " + other + " with the inputs exchanged",
          Edit.replace(placed.pointer() + "/type", other),
          Edit.move(inputs + "/1", inputs + "/0"));
    }
  }

  private boolean isConstant(NodeInput input) {
    Optional<Node> node = graph.node(input);
    return node.isPresent() && node.get().type().equals("Constant");
  }

  /// In some documents the last of three inputs is meant as the threshold.
  private void silentCalculation(Placed placed) {
    Node node = placed.node();
    boolean silent =
        ARITHMETIC.contains(node.type())
            && node.inputs().size() > 2
            && node.params().value("threshold") == null
            && !node.params().flag("return_calculation", false);
    if (silent) {
      remarks.info(
          "I302",
          placed.pointer(),
          node.type() + " of " + node.inputs().size() + " inputs was read as a calculation",
          "set return_calculation to true, or give a threshold to compare with",
          Edit.add(
              placed.pointer() + "/params", Fragments.params(node, "return_calculation", true)));
    }
  }

  private void buyImpliesSell() {
    String buy = strategy.outputs().buy();
    String sell = strategy.outputs().sell();
    Optional<Placed> premise = graph.find(buy == null ? "" : buy);
    Optional<Placed> conclusion = graph.find(sell == null ? "" : sell);
    if (premise.isEmpty() || conclusion.isEmpty() || !graph.cycles().isEmpty()) {
      return;
    }
    if (new Implication(graph, keys).holds(premise.get().node(), conclusion.get().node())) {
      String inverted = graph.free("not_" + sell);
      remarks.warning(
          "W201",
          checked.outputs() + "/sell_signal",
          sell + " is true whenever " + buy + " is, and a sell wins, so nothing is ever bought",
          "sell on the opposite: Not of " + sell,
          Edit.add(
              checked.at("/trade_strategy/signals/-"),
              Map.of("id", inverted, "type", "Not", "inputs", List.of(Map.of("ref", sell)))),
          Edit.replace(checked.outputs() + "/sell_signal", inverted));
    }
  }

  private void duplicates() {
    if (!graph.cycles().isEmpty()) {
      return;
    }
    Map<Integer, String> first = new HashMap<>();
    for (Placed placed : graph.named()) {
      String id = placed.node().id();
      if (id == null || StrategyGraph.primitive(placed.node()).isEmpty()) {
        continue;
      }
      String same = first.putIfAbsent(keys.of(placed.node()), id);
      if (same != null && !same.equals(id)) {
        remarks.warning(
            "W211",
            placed.pointer(),
            id + " computes the same as " + same,
            "use " + same + " in its place and remove it",
            merge(placed, id, same));
      }
    }
  }

  private Edit[] merge(Placed duplicate, String id, String same) {
    List<Edit> edits = new ArrayList<>();
    for (Use use : uses) {
      if (use.id().equals(id)) {
        edits.addAll(use.renamed(same));
      }
    }
    edits.add(Edit.remove(duplicate.pointer()));
    return edits.toArray(Edit[]::new);
  }

  private void fillAtClose() {
    if (checked.around().fillsAtClose()) {
      remarks.warning(
          "W208",
          "/execution/fill",
          "orders fill at the close that made the signal, which nobody can trade at",
          "use \"next_open\"",
          Edit.replace("/execution/fill", "next_open"));
    }
  }
}
