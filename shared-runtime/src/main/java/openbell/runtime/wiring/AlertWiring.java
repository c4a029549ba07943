package openbell.runtime.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import openbell.runtime.alert.AlertSink;
import openbell.runtime.alert.adapter.LogAlertSink;
import openbell.runtime.alert.adapter.MeteredAlertSink;
import openbell.runtime.alert.adapter.SlackAlertSink;

/// Builds the alert sink: always the log and a counter, Slack on top when configured.
@Dependent
public final class AlertWiring {

  @Produces
  @Singleton
  AlertSink alertSink(AlertConfig config, MeterRegistry meters) {
    AlertSink log = new LogAlertSink();
    AlertSink sink =
        switch (config.kind()) {
          case LOG -> log;
          case SLACK -> new SlackAlertSink(log, webhook(config), config.slackPause());
        };
    return new MeteredAlertSink(sink, meters);
  }

  private static URI webhook(AlertConfig config) {
    return config
        .slackWebhook()
        .orElseThrow(
            () -> new IllegalStateException("openbell.alert.slack-webhook must be set for slack"));
  }
}
