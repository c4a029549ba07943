package openbell.model.strategy;

import java.util.List;
import java.util.Optional;

/// Does one rule hold whenever another does? Answered from their structure alone: yes is certain,
/// no
/// means only that the structure does not show it.
final class Implication {
  /// Comparisons of two nodes; a larger question is not worth an answer.
  private static final int MOST_STEPS = 2_000;

  private final StrategyGraph graph;
  private final ContentKeys keys;
  private int steps;

  Implication(StrategyGraph graph, ContentKeys keys) {
    this.graph = graph;
    this.keys = keys;
  }

  boolean holds(Node premise, Node conclusion) {
    if (++steps > MOST_STEPS) {
      return false;
    }
    if (conclusion.type().equals("Always") || keys.of(premise) == keys.of(conclusion)) {
      return true;
    }
    if (conclusion.type().equals("And")) {
      return children(conclusion).stream().allMatch(child -> holds(premise, child));
    }
    if (premise.type().equals("Or")) {
      return children(premise).stream().allMatch(child -> holds(child, conclusion));
    }
    return (conclusion.type().equals("Or")
            && children(conclusion).stream().anyMatch(child -> holds(premise, child)))
        || (premise.type().equals("And")
            && children(premise).stream().anyMatch(child -> holds(child, conclusion)));
  }

  private List<Node> children(Node node) {
    return node.inputs().stream().map(graph::node).flatMap(Optional::stream).toList();
  }
}
