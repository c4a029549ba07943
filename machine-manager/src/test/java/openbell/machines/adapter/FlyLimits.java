package openbell.machines.adapter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openbell.runtime.testing.ManualClock;

/// The documented limits of the Machines API, kept by the side that is asked.
final class FlyLimits {
  final List<String> broken = new ArrayList<>();

  private final ManualClock clock;
  private final Map<String, Double> tokens = new HashMap<>();
  private final Map<String, Instant> at = new HashMap<>();

  FlyLimits(ManualClock clock) {
    this.clock = clock;
  }

  /// One request a second for each action and machine or app, three at once; five and ten to read
  /// one machine.
  boolean exceeded(String method, String path) {
    String[] words = path.split("[/?]");
    String machine = words.length > 1 ? words[1] : "";
    String action = words.length > 2 ? words[2] : "";
    boolean readsOne = method.equals("GET") && !machine.isEmpty() && action.isEmpty();
    // Listing and making share one bucket here: the stricter reading of the documentation.
    String key = machine.isEmpty() ? "app" : method + " " + machine + " " + action;
    double burst = readsOne ? 10 : 3;
    double rate = readsOne ? 5 : 1;
    Instant now = clock.instant();
    double seconds = Duration.between(at.getOrDefault(key, now), now).toNanos() / 1e9;
    double left = Math.min(tokens.getOrDefault(key, burst) + seconds * rate, burst);
    at.put(key, now);
    if (left < 0.999) {
      broken.add(method + " " + path);
      tokens.put(key, left);
      return true;
    }
    tokens.put(key, left - 1);
    return false;
  }
}
