package openbell.bench.queue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Jobs per second of several rounds.
record Rates(List<Double> perSecond) {

  static Rates none() {
    return new Rates(new ArrayList<>());
  }

  void add(int jobs, double seconds) {
    perSecond.add(jobs / seconds);
  }

  boolean isEmpty() {
    return perSecond.isEmpty();
  }

  double median() {
    List<Double> sorted = perSecond.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /// The median, and the lowest and highest round.
  String text() {
    return perSecond.isEmpty()
        ? "-"
        : "%,.0f (%,.0f to %,.0f)"
            .formatted(median(), Collections.min(perSecond), Collections.max(perSecond));
  }
}
