package openbell.runtime.messaging;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.Retention;
import openbell.runtime.queue.RetryPolicy;
import openbell.runtime.queue.adapter.RedisJobQueues;
import openbell.runtime.testing.RealRedis;
import openbell.runtime.testing.Samples;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/// Measures a channel from claim to settlement on a real Redis, by handlers that do nothing; a
/// program, not a test.
final class ChannelThroughput {
  private static final int JOBS = 5_000;

  private ChannelThroughput() {}

  public static void main(String[] args) throws InterruptedException {
    Vertx vertx = Vertx.vertx();
    try (RealRedis redis = RealRedis.with();
        RedisJobQueues queues = new RedisJobQueues(vertx, redis.uri(), 1_000_000)) {
      for (int round = 0; round < 3; round++) {
        for (int hands : new int[] {1, 8, 32}) {
          measure(vertx, queues, "t-" + round + "-" + hands, hands);
        }
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static void measure(Vertx vertx, RedisJobQueues queues, String name, int hands)
      throws InterruptedException {
    JobQueue queue = queues.named(name);
    Letters letters = ConnectorBench.lettersOf(ConnectorBench.config());
    for (int from = 0; from < JOBS; from += 100) {
      queue.enqueue(
          IntStream.range(from, from + 100)
              .mapToObj(i -> letters.job(Samples.requested(i), Metadata.empty()))
              .toList());
    }
    QueueSettings settings =
        new QueueSettings(
            "w",
            ofSeconds(60),
            ofSeconds(20),
            ofSeconds(5),
            ofMillis(100),
            1,
            1,
            new RetryPolicy(ofSeconds(1), ofSeconds(1)),
            new Retention(ofSeconds(60), 100_000_000));
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    QueueConnector connector =
        new QueueConnector(
            queues,
            settings,
            _ -> {},
            List::of,
            new QueueConnector.Surroundings(vertx, Clock.systemUTC(), registry));
    CountDownLatch done = new CountDownLatch(JOBS);
    long start = System.nanoTime();
    connector
        .getPublisher(ConnectorBench.config("queue", name, "concurrency", Integer.toString(hands)))
        .subscribe(new Acknowledging(done));
    done.await();
    double seconds = (System.nanoTime() - start) / 1e9;
    double calls =
        registry.find("queue.commands").counters().stream().mapToDouble(c -> c.count()).sum();
    IO.println(
        "%2d hands: %,6.0f jobs/s, %.2f calls per job"
            .formatted(hands, JOBS / seconds, calls / JOBS));
    connector.stop(new ShutdownEvent());
  }

  private record Acknowledging(CountDownLatch done) implements Flow.Subscriber<Message<?>> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Message<?> message) {
      message.ack().thenRun(done::countDown);
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
