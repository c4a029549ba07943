package openbell.model.strategy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.strategy.Primitive.Series;
import openbell.model.strategy.StrategyDefinition.MarketTransformer;
import openbell.model.strategy.StrategyGraph.Placed;

/// What nodes refer to: it exists, it is of the right kind, and it leads to an end.
final class ReferenceCheck {
  private final Checked checked;
  private final StrategyGraph graph;
  private final Remarks remarks;
  private final Map<String, Integer> depths = new HashMap<>();

  ReferenceCheck(Checked checked) {
    this.checked = checked;
    this.graph = checked.graph();
    this.remarks = checked.remarks();
  }

  void run() {
    graph.all().forEach(this::inputs);
    List<List<String>> cycles = graph.cycles();
    cycles.forEach(this::cycle);
    if (cycles.isEmpty()) {
      depth();
    }
  }

  private void inputs(Placed placed) {
    List<NodeInput> inputs = placed.node().inputs();
    Optional<Primitive> primitive = StrategyGraph.primitive(placed.node());
    for (int i = 0; i < inputs.size(); i++) {
      String pointer = placed.pointer() + "/inputs/" + i;
      defined(inputs.get(i), pointer);
      boolean wantsSignal = primitive.map(p -> p.takes() == Series.SIGNAL).orElse(false);
      if (wantsSignal && isNumber(inputs.get(i))) {
        remarks.error(
            "V103",
            pointer,
            placed.node().type() + " needs a signal here, and this is a number",
            "wrap it in a comparison such as GreaterThan",
            aboveZero(inputs.get(i), pointer));
      }
    }
  }

  private boolean isNumber(NodeInput input) {
    return graph.series(input).map(series -> series == Series.NUMBER).orElse(false);
  }

  private static Edit[] aboveZero(NodeInput input, String pointer) {
    return Fragments.input(input)
        .map(
            written ->
                new Edit[] {
                  Edit.replace(
                      pointer,
                      Map.of("type", "GreaterThan", "inputs", List.of(written, Fragments.ZERO)))
                })
        .orElseGet(() -> new Edit[0]);
  }

  /// Also used for named columns, which are inputs of the report.
  void defined(NodeInput input, String pointer) {
    switch (input) {
      case NodeInput.Ref ref -> reference(ref, pointer, "ref");
      case NodeInput.MarketSeries series -> market(series, pointer);
      case NodeInput.SymbolColumn column -> {
        if (!checked.symbols().isEmpty() && !checked.symbols().contains(column.symbol())) {
          remarks.unknown(
              pointer + "/symbol",
              "the symbol " + column.symbol() + " is not in the universe",
              column.symbol(),
              checked.symbols(),
              "add it to symbols");
        }
      }
      case NodeInput.OwnColumn _, NodeInput.Inline _ -> {}
    }
  }

  void reference(NodeInput.Ref ref, String pointer, String key) {
    Optional<Placed> target = graph.find(ref.id());
    if (target.isEmpty()) {
      undefined(ref.id(), pointer + "/" + key);
      return;
    }
    Optional<Primitive> primitive = StrategyGraph.primitive(target.get().node());
    String band = ref.band();
    if (band != null && primitive.isPresent() && !primitive.get().outputNames().contains(band)) {
      remarks.unknown(
          pointer + "/band",
          ref.id() + " has no band " + Remarks.quote(band),
          band,
          primitive.get().outputNames(),
          "remove band");
    }
  }

  void undefined(String id, String pointer) {
    remarks.unknown(
        pointer,
        "there is no node " + Remarks.quote(id),
        id,
        graph.ids(),
        "define a node with this id");
  }

  private void market(NodeInput.MarketSeries series, String pointer) {
    Map<String, MarketTransformer> byName = new LinkedHashMap<>();
    checked.strategy().marketTransformers().forEach(one -> byName.put(one.name(), one));
    MarketTransformer transformer = byName.get(series.transformer());
    if (transformer == null) {
      remarks.unknown(
          pointer + "/transformer",
          "there is no transformer " + Remarks.quote(series.transformer()),
          series.transformer(),
          byName.keySet(),
          "define it in market_indicators.transformers; a symbol of the universe is read with"
              + " {\"symbol\": …, \"column\": …}");
      return;
    }
    String indicator = transformer.params().text("indicator", "");
    if (!indicator.isEmpty() && !indicator.equals(series.market())) {
      remarks.error(
          "V101",
          pointer + "/market",
          transformer.name() + " transforms " + indicator + ", not " + series.market(),
          "write " + Remarks.quote(indicator),
          Edit.replace(pointer + "/market", indicator));
    }
  }

  private void cycle(List<String> round) {
    List<String> few = round.size() <= 10 ? round : new ArrayList<>(round.subList(0, 9));
    String path = String.join(" -> ", few) + (few.size() < round.size() ? " -> …" : "");
    remarks.error(
        "V102",
        graph.find(round.getFirst()).map(Placed::pointer).orElse(checked.around().prefix()),
        "nodes refer to each other in a circle: " + path,
        "remove one of these references");
  }

  /// Only the first node beyond the limit is named: all that stand on it are too deep as well.
  private void depth() {
    for (Placed placed : graph.named()) {
      int depth = depth(placed.node());
      if (depth > EngineLimits.DEPTH) {
        remarks.error(
            "V110",
            placed.pointer(),
            "a chain of " + depth + " nodes ends here",
            "at most " + EngineLimits.DEPTH + " nodes may stand on each other");
        return;
      }
    }
  }

  private int depth(Node node) {
    int deepest = 0;
    for (NodeInput input : node.inputs()) {
      deepest =
          Math.max(
              deepest,
              switch (input) {
                case NodeInput.Ref ref -> depth(ref.id());
                case NodeInput.Inline inline -> depth(inline.node());
                case NodeInput.OwnColumn _, NodeInput.SymbolColumn _, NodeInput.MarketSeries _ -> 0;
              });
    }
    return deepest + 1;
  }

  private int depth(String id) {
    Integer known = depths.get(id);
    if (known != null) {
      return known;
    }
    int depth = graph.find(id).map(placed -> depth(placed.node())).orElse(0);
    depths.put(id, depth);
    return depth;
  }
}
