package openbell.worker.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import openbell.model.strategy.Node;
import openbell.model.strategy.NodeInput;
import openbell.model.strategy.Params;
import openbell.model.strategy.StrategyDefinition;

/// Lays out the explanation of an output: rules down to the numbers they compare.
final class Tracer {
  /// Nodes in one explanation; a graph with many shared parts would grow without end as a tree.
  private static final int MOST_NODES = 200;

  private static final int DEEPEST = 16;

  private final Planner planner;
  private int count;

  Tracer(Planner planner) {
    this.planner = planner;
  }

  /// One tree per output that decides.
  List<TraceNode> traces(StrategyDefinition.Outputs outputs) {
    List<TraceNode> traces = new ArrayList<>();
    for (String id : new String[] {outputs.buy(), outputs.sell(), outputs.targetWeight()}) {
      if (id != null) {
        traces.add(trace(new NodeInput.Ref(id, null), 0));
      }
    }
    return traces;
  }

  private TraceNode trace(NodeInput input, int level) {
    count++;
    Source source = planner.source(input);
    Node node =
        switch (input) {
          case NodeInput.Ref ref -> planner.node(ref.id());
          case NodeInput.Inline inline -> inline.node();
          case NodeInput.OwnColumn _, NodeInput.MarketSeries _, NodeInput.SymbolColumn _ -> null;
        };
    Params params = node == null ? Params.NONE : Planner.complete(node);
    String label = Labels.of(input, params);
    if (node == null) {
      return TraceNode.number(label, "Column", source);
    }
    if (!planner.step(source.step()).isSignal()) {
      return TraceNode.number(label, node.type(), source);
    }
    List<TraceNode> inputs = level < DEEPEST ? inputs(node, source, level) : List.of();
    // What is judged is a comparison where a document compares inside of another node.
    if (planner.step(source.step()) instanceof Step.Judged judged) {
      boolean cut = inputs.size() < judged.inputs().size();
      String operator = judged.rule().type();
      return new TraceNode(label, operator, source, true, inputs, judged.params(), cut);
    }
    return new TraceNode(label, node.type(), source, true, inputs, params, inputs.isEmpty());
  }

  private List<TraceNode> inputs(Node node, Source source, int level) {
    if (planner.step(source.step()) instanceof Step.Judged judged
        && !judged.rule().type().equals(node.type())) {
      return compared(node, judged);
    }
    List<TraceNode> inputs = new ArrayList<>();
    for (NodeInput child : node.inputs()) {
      if (count < MOST_NODES) {
        inputs.add(trace(child, level + 1));
      }
    }
    return inputs;
  }

  /// The number that the node computes, and what it compares it with.
  private List<TraceNode> compared(Node node, Step.Judged judged) {
    count += 2;
    Params own = Planner.without(node.params(), "threshold", "n");
    Source threshold = judged.inputs().get(1);
    String limit =
        Stream.of("threshold", "n")
            .filter(name -> node.params().value(name) != null)
            .map(name -> Labels.plain(node.params().number(name, 0)))
            .findFirst()
            .orElseGet(() -> Labels.of(node.inputs().getLast(), Params.NONE));
    return List.of(
        TraceNode.number(Labels.typed(node.type(), own), node.type(), judged.inputs().getFirst()),
        TraceNode.number(limit, "Constant", threshold));
  }
}
