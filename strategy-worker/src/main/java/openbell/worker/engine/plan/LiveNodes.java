package openbell.worker.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import openbell.worker.engine.series.BarSeries;

/// Nodes that grow with their bars: a new day costs one step of each distinct node.
///
/// Nothing is ever forgotten. For one thread at a time.
public final class LiveNodes implements Nodes {
  private final Map<Key, GraphNode> known = new HashMap<>();
  // Inputs are made before their readers, so this is an order in which all can be advanced.
  private final List<GraphNode> inOrder = new ArrayList<>();
  private final Map<String, Track> tracks = new HashMap<>();

  @Override
  public GraphNode node(Key key, Supplier<GraphNode> make) {
    GraphNode node = known.get(key);
    if (node == null) {
      node = own(make.get());
      known.put(key, node);
    }
    return node.upToDate();
  }

  @Override
  public GraphNode own(GraphNode node) {
    inOrder.add(node);
    return node;
  }

  @Override
  public Track track(BarSeries bars) {
    Track fresh = new Track(bars);
    return tracks.computeIfAbsent(fresh.name(), _ -> fresh);
  }

  /// Distinct nodes so far.
  public int size() {
    return inOrder.size();
  }

  /// Moves every track and then every node on.
  ///
  /// @param longer gives, for the bars known so far, those bars and the new ones. Where earlier
  /// bars have changed as well, all values of the symbol are computed anew
  /// @return true when earlier bars have changed
  public boolean grow(Function<BarSeries, BarSeries> longer) {
    tracks.values().forEach(track -> track.replace(longer.apply(track.bars())));
    inOrder.forEach(GraphNode::advance);
    return tracks.values().stream().anyMatch(Track::restated);
  }
}
