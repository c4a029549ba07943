package openbell.worker.engine.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Figures by key, in the order they were put; one that cannot be formed is left out.
public final class Figures {
  private final Map<String, Double> byKey = new LinkedHashMap<>();

  void put(String key, double value) {
    if (!Double.isNaN(value) && !Double.isInfinite(value)) {
      byKey.put(key, value == 0 ? 0.0 : value);
    }
  }

  /// The figure, or `NaN`.
  double get(String key) {
    return byKey.getOrDefault(key, Double.NaN);
  }

  public Map<String, Double> all() {
    return Collections.unmodifiableMap(byKey);
  }
}
