package openbell.runtime.alert.adapter;

import java.util.Map;
import java.util.TreeMap;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Alerts as warnings in the log.
public final class LogAlertSink implements AlertSink {
  private static final Logger LOG = LoggerFactory.getLogger(LogAlertSink.class);

  @Override
  public void raise(Alert alert) {
    LoggingEventBuilder event = LOG.atWarn().addKeyValue("reason", alert.reason());
    for (Map.Entry<String, String> key : new TreeMap<>(alert.keys()).entrySet()) {
      event = event.addKeyValue(key.getKey(), OneLine.of(key.getValue()));
    }
    event.log("alert: {}", OneLine.of(alert.text()));
  }
}
