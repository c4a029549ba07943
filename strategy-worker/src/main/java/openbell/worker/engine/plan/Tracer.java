package openbell.worker.engine.plan;

import java.util.ArrayList;
import java.util.List;
import openbell.model.strategy.Node;
import openbell.model.strategy.NodeInput;
import openbell.model.strategy.Params;
import openbell.worker.engine.rule.Rules;

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

  TraceNode trace(NodeInput input, int level) {
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
      return new TraceNode(label, "Column", source, false, List.of());
    }
    boolean rule = Rules.find(node.type()).isPresent();
    List<TraceNode> inputs = new ArrayList<>();
    if (rule && level < DEEPEST) {
      for (NodeInput child : node.inputs()) {
        if (count < MOST_NODES) {
          inputs.add(trace(child, level + 1));
        }
      }
    }
    return new TraceNode(label, node.type(), source, rule, List.copyOf(inputs));
  }
}
