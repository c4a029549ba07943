package openbell.worker.engine.plan;

import java.util.function.Supplier;
import openbell.worker.engine.series.BarSeries;

/// Where nodes are kept between evaluations, so that equal ones are computed once.
public interface Nodes {

  /// The node that is known under this key, or the one that is made now.
  GraphNode node(Key key, Supplier<GraphNode> make);

  /// Takes note of a node that belongs to one portfolio alone.
  GraphNode own(GraphNode node);

  /// The bars that nodes over these bars stand on.
  Track track(BarSeries bars);

  /// Names values: what is computed, and from which bars.
  ///
  /// @param data SHA-256 of every series that takes part
  record Key(NodeKey what, String data) {}
}
