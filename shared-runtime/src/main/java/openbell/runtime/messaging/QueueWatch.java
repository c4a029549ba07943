package openbell.runtime.messaging;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import openbell.model.run.FailureReason;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;
import openbell.runtime.queue.QueueDepth;
import org.jspecify.annotations.Nullable;

/// What the last look at a queue saw, as gauges. Tells people when too much is dead.
final class QueueWatch {
  /// More dead jobs than anybody will look through.
  static final long MOST_DEAD = 10_000;

  private final String queue;
  private final AlertSink alerts;
  private final Crossing dead = new Crossing();
  private volatile @Nullable QueueDepth seen;

  private QueueWatch(String queue, AlertSink alerts) {
    this.queue = queue;
    this.alerts = alerts;
  }

  /// Nothing is known, and every gauge is NaN, until the first look.
  static QueueWatch of(String queue, AlertSink alerts, MeterRegistry registry) {
    QueueWatch watch = new QueueWatch(queue, alerts);
    watch.state(registry, "ready", QueueDepth::ready);
    watch.state(registry, "active", QueueDepth::leased);
    watch.state(registry, "delayed", QueueDepth::delayed);
    watch.state(registry, "dead", QueueDepth::dead);
    watch.state(registry, "done", QueueDepth::done);
    watch.gauge(registry, "queue.draining", depth -> depth.draining() ? 1 : 0);
    watch.gauge(
        registry, "queue.oldest.ready.seconds", depth -> depth.oldestReady().toMillis() / 1000.0);
    watch.counter(registry, "queue.reaped", depth -> depth.mishaps().crashes());
    watch.counter(registry, "queue.amnesties", depth -> depth.mishaps().amnesties());
    watch.counter(registry, "queue.orphans", depth -> depth.mishaps().orphans());
    return watch;
  }

  private void state(MeterRegistry registry, String state, ToDoubleFunction<QueueDepth> number) {
    Gauge.builder("queue.depth", this, watch -> watch.read(number, Double.NaN))
        .tag("queue", queue)
        .tag("state", state)
        .register(registry);
  }

  private void gauge(MeterRegistry registry, String name, ToDoubleFunction<QueueDepth> number) {
    Gauge.builder(name, this, watch -> watch.read(number, Double.NaN))
        .tag("queue", queue)
        .register(registry);
  }

  private void counter(MeterRegistry registry, String name, ToDoubleFunction<QueueDepth> number) {
    FunctionCounter.builder(name, this, watch -> watch.read(number, 0))
        .tag("queue", queue)
        .register(registry);
  }

  private double read(ToDoubleFunction<QueueDepth> number, double otherwise) {
    QueueDepth depth = seen;
    return depth == null ? otherwise : number.applyAsDouble(depth);
  }

  void saw(QueueDepth depth) {
    seen = depth;
    if (dead.passed(depth.dead() > MOST_DEAD)) {
      alerts.raise(
          new Alert(
              FailureReason.QUEUE_UNAVAILABLE,
              "a queue has %,d dead jobs; look at them, then replay or remove them"
                  .formatted(depth.dead()),
              Map.of("queue", queue)));
    }
  }
}
