package openbell.runtime.pool;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import openbell.model.run.FailureReason;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;

/// Tells the operators before a pool runs out.
///
/// A look is taken once per second. Three in a row at or above the limit are an alert: one alone is
/// a burst, which is what a pool is for. The next alert comes only after the use has fallen well
/// below.
public final class PoolWatch {
  private static final int IN_A_ROW = 3;
  private static final double WELL_BELOW = 0.75;

  private final AlertSink alerts;
  private final double limit;
  private final Listener listener;
  private final Map<String, Pool> pools = new ConcurrentHashMap<>();
  private final Map<String, Integer> above = new HashMap<>();

  /// Hears of every pool that is watched from now on, e.g. to measure it.
  @FunctionalInterface
  public interface Listener {
    void watched(String name, Pool pool);
  }

  /// @param limit share in use, e.g. 0.8
  public PoolWatch(AlertSink alerts, double limit, Listener listener) {
    this.alerts = alerts;
    this.limit = limit;
    this.listener = listener;
  }

  /// @param name e.g. `api`; watched once
  public void watch(String name, Pool pool) {
    if (pools.putIfAbsent(name, pool) == null) {
      listener.watched(name, pool);
    }
  }

  /// One look at all of them. By one thread at a time.
  public void look() {
    pools.forEach(this::look);
  }

  private void look(String name, Pool pool) {
    double use = pool.use();
    if (use >= limit) {
      // After the alert it stays above the count, so that it is said once.
      if (above.merge(name, 1, Integer::sum) == IN_A_ROW) {
        raise(name, pool);
      }
    } else if (above.getOrDefault(name, 0) < IN_A_ROW || use <= limit * WELL_BELOW) {
      above.remove(name);
    }
  }

  private void raise(String name, Pool pool) {
    alerts.raise(
        new Alert(
            FailureReason.DATABASE_UNAVAILABLE,
            "The pool %s is nearly used up: %d of %d, and %d wait. Make it larger, or find what holds it."
                .formatted(name, pool.used(), pool.most(), pool.waiting()),
            Map.of("pool", name)));
  }
}
