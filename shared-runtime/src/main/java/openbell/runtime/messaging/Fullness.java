package openbell.runtime.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import openbell.model.run.FailureReason;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;

/// How full the server of the queues is. Tells people before it refuses jobs.
final class Fullness {
  /// Part of the memory that may be used before people hear of it.
  static final double FULLEST = 0.7;

  private final AlertSink alerts;
  private final Crossing full = new Crossing();
  private volatile double seen = Double.NaN;

  private Fullness(AlertSink alerts) {
    this.alerts = alerts;
  }

  static Fullness of(AlertSink alerts, MeterRegistry registry) {
    Fullness fullness = new Fullness(alerts);
    Gauge.builder("queue.fullness", fullness, one -> one.seen).register(registry);
    return fullness;
  }

  /// @param fullness from 0 to 1
  void saw(double fullness) {
    seen = fullness;
    if (full.passed(fullness > FULLEST)) {
      alerts.raise(
          new Alert(
              FailureReason.QUEUE_UNAVAILABLE,
              "the server of the queues is %.0f %% full; when it is full it takes no jobs"
                  .formatted(fullness * 100),
              Map.of()));
    }
  }
}
