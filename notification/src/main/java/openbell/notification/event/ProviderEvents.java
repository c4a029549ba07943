package openbell.notification.event;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import openbell.model.run.FailureReason;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;

/// Takes what the provider says about our mails: twice, late, early and in any order.
public final class ProviderEvents {
  private final EventStore store;
  private final EventMeter meter;
  private final AlertSink alerts;
  private final Clock clock;

  public ProviderEvents(EventStore store, EventMeter meter, AlertSink alerts, Clock clock) {
    this.store = store;
    this.meter = meter;
    this.alerts = alerts;
    this.clock = clock;
  }

  public EventStore.Taken take(ProviderEvent event) {
    EventStore.Taken taken = store.take(event, clock.instant());
    meter.came(lower(event.kind()), lower(taken));
    boolean grave =
        event.kind() == ProviderEvent.Kind.COMPLAINT || event.kind() == ProviderEvent.Kind.REJECT;
    if (grave && taken == EventStore.Taken.NEW) {
      alerts.raise(
          new Alert(
              FailureReason.PROVIDER_REJECTED,
              "The provider says of a mail: " + lower(event.kind()) + " " + event.detail(),
              Map.of("notificationId", event.ledgerId())));
    }
    return taken;
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
