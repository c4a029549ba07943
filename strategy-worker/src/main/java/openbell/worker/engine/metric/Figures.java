package openbell.worker.engine.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import openbell.model.artifact.RunArtifact.Missing;

/// Figures by key, in the order they were put, and why some could not be formed.
final class Figures {
  private final Map<String, Double> formed = new LinkedHashMap<>(64);
  private final List<Missing> missing = new ArrayList<>();

  /// @param value `NaN` or infinite when it cannot be formed
  /// @param otherwise why it could not be formed, if it could not
  void put(String key, double value, String otherwise) {
    if (Double.isFinite(value)) {
      // Not -0.0.
      formed.put(key, value + 0.0);
    } else {
      missing.add(new Missing(key, otherwise));
    }
  }

  /// The figure, or `NaN`.
  double get(String key) {
    return formed.getOrDefault(key, Double.NaN);
  }

  Map<String, Double> formed() {
    return formed;
  }

  List<Missing> missing() {
    return missing;
  }
}
