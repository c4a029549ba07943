package openbell.worker.market;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Remembers what was used last, until it holds too many bars.
///
/// It counts bars, so that a few long series cannot fill the memory. Safe for many threads.
///
/// @param <T> what is remembered; never changed by who gets it
public final class BarMemory<T> {
  private final long mostBars;
  private final SequencedMap<String, Weighed<T>> values = new LinkedHashMap<>(16, 0.75f, true);
  private long bars;

  private record Weighed<T>(T value, long bars) {}

  /// @param mostBars bars kept in memory, 48 bytes each
  public BarMemory(long mostBars) {
    this.mostBars = mostBars;
  }

  public synchronized Optional<T> find(String key) {
    return Optional.ofNullable(values.get(key)).map(Weighed::value);
  }

  /// The newest stays, even if it alone is too long.
  ///
  /// @param weight bars that the value holds; at least one is counted
  public synchronized void keep(String key, T value, long weight) {
    Weighed<T> entry = new Weighed<>(value, Math.max(1, weight));
    Weighed<T> before = values.put(key, entry);
    bars += entry.bars() - (before == null ? 0 : before.bars());
    while (bars > mostBars && values.size() > 1) {
      Map.Entry<String, Weighed<T>> eldest = values.pollFirstEntry();
      bars -= eldest == null ? 0 : eldest.getValue().bars();
    }
  }
}
