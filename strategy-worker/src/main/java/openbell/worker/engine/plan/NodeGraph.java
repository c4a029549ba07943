package openbell.worker.engine.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import openbell.worker.engine.series.BarSeries;

/// The nodes of all jobs of a worker: each distinct one is computed once per data version.
///
/// Whether a node was there already changes the time of a run, never its result.
public final class NodeGraph implements Nodes {
  /// Share of the limit that is left after a clean-up.
  private static final double KEPT = 0.8;

  private final long mostBytes;
  private final Map<Key, GraphNode> nodes = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong made = new AtomicLong();
  private final Object cleaning = new Object();

  /// @param mostBytes values that are kept, about; 0 keeps nothing beyond a run
  public NodeGraph(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  @Override
  public GraphNode node(Key key, Supplier<GraphNode> make) {
    GraphNode node = nodes.get(key);
    if (node == null) {
      // Made outside of the map's lock, because making may look up other nodes; arithmetic waits.
      GraphNode fresh = make.get();
      GraphNode known = nodes.putIfAbsent(key, fresh);
      node = known == null ? counted(fresh) : known;
    }
    // Time passes when something new is made. A clock that ticks on every use would make all
    // threads
    // wait for each other.
    node.usedAt(made.get());
    return node.upToDate();
  }

  @Override
  public GraphNode own(GraphNode node) {
    return node;
  }

  @Override
  public Track track(BarSeries bars) {
    return new Track(bars);
  }

  /// Nodes computed so far.
  public long made() {
    return made.get();
  }

  /// Bytes of the values that are kept now.
  public long bytes() {
    return bytes.get();
  }

  private GraphNode counted(GraphNode node) {
    made.incrementAndGet();
    bytes.addAndGet(node.bytes());
    clean();
    return node;
  }

  /// Forgets what was used longest ago, number series before signals: a signal is thirty times
  /// smaller. A run that still uses a forgotten node keeps it until it is done.
  private void clean() {
    if (bytes.get() <= mostBytes) {
      return;
    }
    synchronized (cleaning) {
      if (bytes.get() <= mostBytes) {
        return;
      }
      List<Map.Entry<Key, GraphNode>> oldestFirst = new ArrayList<>(nodes.entrySet());
      Map<Key, Long> uses = new HashMap<>();
      oldestFirst.forEach(entry -> uses.put(entry.getKey(), entry.getValue().lastUse()));
      oldestFirst.sort(
          Comparator.<Map.Entry<Key, GraphNode>, Boolean>comparing(
                  entry -> entry.getValue().step().isSignal())
              .thenComparing(entry -> uses.getOrDefault(entry.getKey(), 0L)));
      for (Map.Entry<Key, GraphNode> entry : oldestFirst) {
        if (bytes.get() <= mostBytes * KEPT) {
          return;
        }
        if (nodes.remove(entry.getKey(), entry.getValue())) {
          bytes.addAndGet(-entry.getValue().bytes());
        }
      }
    }
  }
}
