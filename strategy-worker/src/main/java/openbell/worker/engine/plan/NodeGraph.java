package openbell.worker.engine.plan;

import java.util.ArrayList;
import java.util.Collection;
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
/// What is kept counts with everything that it holds: its values, and the bars under it. What reads
/// an input is forgotten before it, because it would hold it all the same.
///
/// Whether a node was there already changes the time of a run, never its result.
public final class NodeGraph implements Nodes {
  /// Share of the limit that is left after a clean-up.
  private static final double KEPT = 0.8;

  private final long mostBytes;
  private final Map<Key, GraphNode> nodes = new ConcurrentHashMap<>();
  private final Map<String, Track> tracks = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong made = new AtomicLong();
  private final Object cleaning = new Object();

  /// @param mostBytes values and bars that are kept, about; 0 keeps nothing beyond a run
  public NodeGraph(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  @Override
  public GraphNode node(Key key, Supplier<GraphNode> make) {
    GraphNode node = nodes.get(key);
    if (node == null) {
      // Made outside of the map's lock, because making may look up other nodes; arithmetic waits.
      node = keep(key, make.get());
    }
    // Time passes when something new is made. A clock that ticks on every use would make all
    // threads wait for each other.
    node.usedAt(made.get());
    return node.upToDate();
  }

  /// A node whose input has been forgotten meanwhile would hold it: it serves its own run only.
  private GraphNode keep(Key key, GraphNode fresh) {
    fresh.usedAt(made.incrementAndGet());
    if (mostBytes == 0 || !fresh.inputsAreKept()) {
      return fresh;
    }
    fresh.kept(true);
    GraphNode known = nodes.putIfAbsent(key, fresh);
    if (known != null) {
      return known;
    }
    Track own = fresh.own();
    boolean isNew = tracks.putIfAbsent(own.name(), own) == null;
    bytes.addAndGet(fresh.bytes() + (isNew ? own.bytes() : 0));
    clean();
    return fresh;
  }

  @Override
  public GraphNode own(GraphNode node) {
    return node;
  }

  /// Equal bars that were loaded twice are kept once.
  @Override
  public Track track(BarSeries bars) {
    Track fresh = new Track(bars);
    return tracks.getOrDefault(fresh.name(), fresh);
  }

  Collection<GraphNode> kept() {
    return nodes.values();
  }

  /// Nodes computed so far.
  public long made() {
    return made.get();
  }

  /// Bytes of the values and bars that are kept now, about.
  public long bytes() {
    return bytes.get();
  }

  private void clean() {
    if (bytes.get() <= mostBytes) {
      return;
    }
    synchronized (cleaning) {
      if (bytes.get() > mostBytes) {
        bytes.set(forget());
      }
    }
  }

  /// Forgets what was used longest ago.
  ///
  /// @return bytes that are left
  private long forget() {
    List<Map.Entry<Key, GraphNode>> readersFirst = new ArrayList<>(nodes.entrySet());
    Map<Key, Long> uses = new HashMap<>();
    Map<Track, Integer> readers = new HashMap<>();
    long left = 0;
    for (Map.Entry<Key, GraphNode> entry : readersFirst) {
      GraphNode node = entry.getValue();
      uses.put(entry.getKey(), node.lastUse());
      left +=
          node.bytes() + (readers.merge(node.own(), 1, Integer::sum) == 1 ? node.own().bytes() : 0);
    }
    readersFirst.sort(
        Comparator.<Map.Entry<Key, GraphNode>>comparingLong(
                entry -> uses.getOrDefault(entry.getKey(), 0L))
            .thenComparingInt(entry -> -entry.getValue().height()));
    for (Map.Entry<Key, GraphNode> entry : readersFirst) {
      if (left <= mostBytes * KEPT) {
        break;
      }
      GraphNode node = entry.getValue();
      node.kept(false);
      nodes.remove(entry.getKey(), node);
      Integer others =
          readers.computeIfPresent(node.own(), (_, count) -> count == 1 ? null : count - 1);
      left -= node.bytes() + (others == null ? node.own().bytes() : 0);
    }
    tracks.values().removeIf(track -> !readers.containsKey(track));
    return left;
  }
}
