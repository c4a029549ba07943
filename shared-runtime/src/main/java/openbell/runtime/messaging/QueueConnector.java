package openbell.runtime.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import io.smallrye.reactive.messaging.connector.OutboundConnector;
import io.smallrye.reactive.messaging.health.HealthReport;
import io.smallrye.reactive.messaging.health.HealthReport.ChannelInfo;
import io.smallrye.reactive.messaging.health.HealthReporter;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import openbell.model.wire.MessageCodec;
import openbell.runtime.alert.AlertSink;
import openbell.runtime.queue.Idleness;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobQueues;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts a channel on a leased queue.
///
/// Incoming: `queue, concurrency, lease, heartbeat, block, claim-batch, drain-timeout`. Outgoing:
/// `queue, priority, cost, expire-after, max-failures, max-crashes`.
@ApplicationScoped
@Connector(QueueConnector.NAME)
public class QueueConnector implements InboundConnector, OutboundConnector, HealthReporter {
  /// Also the qualifier of this bean.
  public static final String NAME = "openbell-queue";
  private static final Logger LOG = LoggerFactory.getLogger(QueueConnector.class);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

  private final JobQueues queues;
  private final QueueSettings defaults;
  private final MessageCodec codec = new MessageCodec();
  private final AlertSink alerts;
  private final Supplier<List<DeadLetterListener>> listeners;
  private final MeterRegistry registry;
  private final Clock clock;
  private final Vertx vertx;
  private final ExecutorService executor =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("queue-", 0).factory());
  private final LeaseKeeper keeper;
  private final Map<String, InboundChannel> inbound = new ConcurrentHashMap<>();
  private final List<OutboundChannel> outbound = new CopyOnWriteArrayList<>();
  private final Map<String, QueueWatch> watches = new ConcurrentHashMap<>();
  private final Fullness fullness;
  private volatile boolean drained;

  @Inject
  QueueConnector(
      JobQueues queues,
      QueueSettings defaults,
      AlertSink alerts,
      @Any Instance<DeadLetterListener> listeners,
      Surroundings surroundings) {
    this(queues, defaults, alerts, () -> listeners.stream().toList(), surroundings);
  }

  QueueConnector(
      JobQueues queues,
      QueueSettings defaults,
      AlertSink alerts,
      Supplier<List<DeadLetterListener>> listeners,
      Surroundings surroundings) {
    this.queues = queues;
    this.defaults = defaults;
    this.alerts = alerts;
    this.listeners = listeners;
    this.registry = surroundings.registry();
    this.clock = surroundings.clock();
    this.vertx = surroundings.vertx();
    this.fullness = Fullness.of(alerts, registry);
    this.keeper =
        new LeaseKeeper(executor, defaults.retention(), () -> fullness.saw(queues.fullness()));
    keeper.start();
  }

  /// What a connector stands on that is not about queues.
  public record Surroundings(Vertx vertx, Clock clock, MeterRegistry registry) {}

  @Override
  public Flow.Publisher<? extends Message<?>> getPublisher(Config config) {
    ChannelSettings settings = ChannelSettings.of(config, defaults);
    return inbound.computeIfAbsent(settings.channel(), _ -> open(settings)).door();
  }

  private InboundChannel open(ChannelSettings settings) {
    String channel = settings.channel();
    JobQueue queue = queues.named(settings.queue());
    ChannelMeters meters = new ChannelMeters(channel, registry);
    Verdicts verdicts = new Verdicts(channel, defaults.retry(), listeners, alerts);
    Letters letters = new Letters(settings, codec, clock);
    Reception reception = new Reception(codec, queue, letters, verdicts, executor, meters);
    String worker = defaults.worker() + "-" + channel;
    InboundChannel opened = new InboundChannel(settings, queue, worker, reception, meters, vertx);
    opened.start();
    keeper.add(opened, meters, watch(settings.queue()));
    return opened;
  }

  private QueueWatch watch(String queue) {
    return watches.computeIfAbsent(queue, name -> QueueWatch.of(name, alerts, registry));
  }

  @Override
  public Flow.Subscriber<? extends Message<?>> getSubscriber(Config config) {
    ChannelSettings settings = ChannelSettings.of(config, defaults);
    OutboundChannel opened =
        new OutboundChannel(
            new Letters(settings, codec, clock),
            queues.named(settings.queue()),
            new ChannelMeters(settings.channel(), registry));
    outbound.add(opened);
    return opened;
  }

  /// Stops in the order that loses nothing: no new jobs, handlers finish or their jobs are given
  /// back, what they sent is out, then the threads end. Observers with priority 2 can still send.
  void stop(@Observes @Priority(3) ShutdownEvent event) {
    if (!drained) {
      drain(event);
    }
    outbound.forEach(OutboundChannel::stop);
    inbound.values().forEach(InboundChannel::stop);
    keeper.stop();
    executor.shutdown();
  }

  /// The first half of stopping.
  void drain(@Observes @Priority(1) ShutdownEvent event) {
    drained = true;
    try {
      inbound.values().forEach(InboundChannel::stopClaiming);
      for (InboundChannel channel : inbound.values()) {
        channel.drain();
      }
    } catch (InterruptedException e) {
      LOG.warn("draining was interrupted; leases that are left run out");
      Thread.currentThread().interrupt();
    }
  }

  /// Empty when no such incoming channel is open.
  public Optional<Idleness> idleness(String channel) {
    return Optional.ofNullable(inbound.get(channel)).map(InboundChannel::idleness);
  }

  /// Ready while every queue that is read has answered lately; one that hands out nothing is named
  /// as
  /// such.
  @Override
  public HealthReport getReadiness() {
    HealthReport.HealthReportBuilder report = HealthReport.builder();
    inbound.forEach(
        (name, channel) -> {
          boolean answers = keeper.answeredWithin(channel, LONGEST_SILENCE);
          String word = channel.giving().word;
          report.add(
              word.isEmpty()
                  ? new ChannelInfo(name, answers)
                  : new ChannelInfo(name, answers, word));
        });
    return report.build();
  }

  @Override
  public HealthReport getLiveness() {
    return HealthReport.OK_INSTANCE;
  }
}
