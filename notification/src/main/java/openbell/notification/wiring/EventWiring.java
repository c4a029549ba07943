package openbell.notification.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import openbell.notification.adapter.HttpsFetch;
import openbell.notification.adapter.JdbiEventStore;
import openbell.notification.adapter.JdbiSuppressionList;
import openbell.notification.adapter.SnsDoor;
import openbell.notification.adapter.SqsEvents;
import openbell.notification.event.EventDoor;
import openbell.notification.event.EventMeter;
import openbell.notification.event.EventSources;
import openbell.notification.event.ProviderEvents;
import openbell.notification.suppress.SuppressionList;
import openbell.runtime.alert.AlertSink;
import org.jdbi.v3.core.Jdbi;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/// Builds what hears of mails after they were sent.
@Dependent
public class EventWiring {
  private static final Duration MORE_THAN_THE_WAIT = Duration.ofSeconds(10);

  @Produces
  @Singleton
  SuppressionList suppressionList(Jdbi jdbi) {
    return new JdbiSuppressionList(jdbi);
  }

  @Produces
  @Singleton
  EventMeter eventMeter(MeterRegistry meters) {
    return (what, how) ->
        meters.counter("notification.events", "what", what, "how", how).increment();
  }

  @Produces
  @Singleton
  ProviderEvents providerEvents(Jdbi jdbi, EventMeter meter, AlertSink alerts, Clock clock) {
    return new ProviderEvents(new JdbiEventStore(jdbi), meter, alerts, clock);
  }

  @Produces
  @Singleton
  EventDoor eventDoor(SesEventsConfig config, ProviderEvents events, EventMeter meter) {
    return new SnsDoor(config.topic(), events, meter, new HttpsFetch());
  }

  @Produces
  @Singleton
  EventSources eventSources(SesEventsConfig config, EventMeter meter) {
    return new EventSources(
        config
            .queue()
            .map(
                queue ->
                    new SqsEvents(
                        client(config), queue, config.waitSeconds(), config.topic(), meter)));
  }

  /// Asking a queue again costs nothing, so the SDK may.
  static SqsClient client(SesEventsConfig config) {
    Duration longest = Duration.ofSeconds(config.waitSeconds()).plus(MORE_THAN_THE_WAIT);
    SqsClientBuilder builder =
        SqsClient.builder()
            .region(Region.of(config.region()))
            .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(longest));
    config.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
