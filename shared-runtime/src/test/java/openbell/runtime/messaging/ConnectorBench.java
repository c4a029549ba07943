package openbell.runtime.messaging;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import openbell.model.message.RunRequested;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.MessageCodec;
import openbell.runtime.alert.Alert;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.Retention;
import openbell.runtime.queue.RetryPolicy;
import openbell.runtime.queue.adapter.MemoryJobQueues;
import openbell.runtime.testing.Samples;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// A connector on a queue in memory, and everything a test can see of it from outside.
abstract class ConnectorBench {
  static final Duration SOON = ofSeconds(10);
  private static Vertx vertx;

  final List<Alert> alerts = new CopyOnWriteArrayList<>();
  final List<RunRequested> dead = new CopyOnWriteArrayList<>();
  final MeterRegistry registry = new SimpleMeterRegistry();
  private final JobQueues queues = new MemoryJobQueues(Clock.systemUTC(), 50);
  final JobQueue queue = queues.named("work");

  /// Does to a call of the connector what a bad network does; nothing by default.
  volatile Fault fault = (call, _) -> call.call();

  final Taker taker = new Taker();
  int listenerFailures;
  final QueueConnector connector = newConnector();

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopVertx() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @AfterEach
  void stop() {
    connector.stop(new ShutdownEvent());
  }

  private QueueConnector newConnector() {
    QueueSettings settings =
        new QueueSettings(
            "test.7",
            ofSeconds(60),
            ofSeconds(20),
            ofSeconds(55),
            ofMillis(200),
            1,
            1,
            new RetryPolicy(ofMillis(10), ofMillis(20)),
            new Retention(SOON, 1_000_000));
    return new QueueConnector(
        name -> faulty(queues.named(name)),
        settings,
        alerts::add,
        () -> List.of(new Listener()),
        new QueueConnector.Surroundings(vertx, Clock.systemUTC(), registry));
  }

  /// What happens to a call of the queue on its way.
  interface Fault {
    Object through(Callable<Object> call, String method) throws Exception;
  }

  private JobQueue faulty(JobQueue server) {
    return (JobQueue)
        Proxy.newProxyInstance(
            JobQueue.class.getClassLoader(),
            new Class<?>[] {JobQueue.class},
            (_, method, arguments) ->
                fault.through(() -> call(server, method, arguments), method.getName()));
  }

  private static Object call(JobQueue server, Method method, Object[] arguments) throws Exception {
    try {
      return method.invoke(server, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /// How many commands of a kind the channel has sent.
  double commands(String call) {
    return registry.counter("queue.commands", "channel", "work", "call", call).count();
  }

  private final class Listener implements DeadLetterListener {
    @Override
    public String channel() {
      return "work";
    }

    @Override
    public void dead(
        openbell.model.message.Message message, openbell.model.run.Failure failure, int attempts) {
      if (listenerFailures-- > 0) {
        throw FailureException.of(FailureReason.QUEUE_UNAVAILABLE, "as the test wants it");
      }
      dead.add((RunRequested) message);
    }
  }

  static Config config(String... pairs) {
    Map<String, String> values = new HashMap<>(Map.of("channel-name", "work", "queue", "work"));
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build();
  }

  void open(String... pairs) {
    connector.getPublisher(config(pairs)).subscribe(taker);
  }

  void enqueue(int from, int to) {
    Letters letters = lettersOf(config());
    queue.enqueue(
        IntStream.range(from, to)
            .mapToObj(i -> letters.job(Samples.requested(i), Metadata.empty()))
            .toList());
  }

  static Letters lettersOf(Config config) {
    return new Letters(
        ChannelSettings.of(config, settingsOf()), new MessageCodec(), Clock.systemUTC());
  }

  private static QueueSettings settingsOf() {
    return new QueueSettings(
        "x",
        SOON,
        SOON,
        SOON,
        SOON,
        1,
        1,
        new RetryPolicy(SOON, SOON),
        new Retention(SOON, 1_000_000));
  }

  static String id(int number) {
    return "run-requested-" + Samples.requested(number).key();
  }

  JobState state(int number) {
    return queue.find(id(number)).orElseThrow().state();
  }

  /// Asks for everything, takes it and does nothing with it.
  static final class Taker implements Flow.Subscriber<Message<?>> {
    final List<Message<?>> taken = new CopyOnWriteArrayList<>();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Message<?> message) {
      taken.add(message);
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}

    List<Message<?>> await(int count) {
      org.awaitility.Awaitility.await()
          .atMost(SOON)
          .pollDelay(Duration.ZERO)
          .pollInterval(ofMillis(2))
          .until(() -> taken.size() >= count);
      return taken;
    }
  }

  static LeaseMetadata lease(Message<?> message) {
    return message.getMetadata(LeaseMetadata.class).orElseThrow();
  }
}
