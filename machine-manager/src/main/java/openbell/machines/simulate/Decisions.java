package openbell.machines.simulate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import openbell.machines.fleet.DecisionLog;

/// Counts what was decided, and whether it says why.
final class Decisions implements DecisionLog {
  private final Map<String, Integer> counts = new TreeMap<>();
  private int unexplained;

  @Override
  public void append(Entry entry, Instant keepFrom) {
    counts.merge(entry.action().split(" ", 2)[0], 1, Integer::sum);
    if (entry.reason().isBlank() || entry.reckoning().text().isBlank()) {
      unexplained++;
    }
  }

  @Override
  public List<Entry> newest(int limit) {
    return List.of();
  }

  Map<String, Integer> counts() {
    return counts;
  }

  int unexplained() {
    return unexplained;
  }
}
