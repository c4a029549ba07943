package openbell.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What happens in a scenario, told while it happens.
final class Story {
  private final long seed;
  private final Random random;
  private final List<String> seen = new ArrayList<>();
  private String injected = "";

  Story(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /// How the fault is injected.
  void injected(String how, Object... words) {
    injected = how.formatted(words);
  }

  /// What was observed.
  void saw(String what, Object... words) {
    seen.add(what.formatted(words));
  }

  Random random() {
    return random;
  }

  long seed() {
    return seed;
  }

  String injected() {
    return injected;
  }

  String seen() {
    return String.join("; ", seen);
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
