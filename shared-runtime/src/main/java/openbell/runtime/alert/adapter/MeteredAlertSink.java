package openbell.runtime.alert.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;

/// Counts alerts by reason as `openbell.alerts`, then hands them on.
public final class MeteredAlertSink implements AlertSink {
  private final AlertSink next;
  private final MeterRegistry meters;

  public MeteredAlertSink(AlertSink next, MeterRegistry meters) {
    this.next = next;
    this.meters = meters;
  }

  @Override
  public void raise(Alert alert) {
    String reason = alert.reason().name().toLowerCase(Locale.ROOT);
    meters.counter("openbell.alerts", "reason", reason).increment();
    next.raise(alert);
  }
}
