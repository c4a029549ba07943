package openbell.runtime.messaging;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.health.HealthReport.ChannelInfo;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

/// The one loop that settles and claims: how few calls it makes, and what a bad network does to it.
class QueueLoopTest extends ConnectorBench {
  @Test
  void takesTheNextJobWithTheCallThatSettlesTheLast() {
    // Given
    enqueue(0, 40);
    open("concurrency", "1");
    // When
    for (int i = 0; i < 40; i++) {
      taker.await(i + 1).get(i).ack().toCompletableFuture().join();
    }
    // Then
    assertThat(commands("settle-and-claim")).isEqualTo(40);
    assertThat(commands("claim") + commands("settle")).isEqualTo(1);
    assertThat(queue.depth().done()).isEqualTo(40);
  }

  @Test
  void settlesWhileItWaitsForWork() throws Exception {
    // Given: one job of two that were asked for, so the channel waits for more
    enqueue(0, 1);
    open("concurrency", "2", "block", "PT50S");
    Message<?> message = taker.await(1).getFirst();
    await().atMost(SOON).until(() -> commands("wait") == 1);
    // When
    message.ack().toCompletableFuture().get(2, TimeUnit.SECONDS);
    // Then
    assertThat(state(0)).isEqualTo(JobState.DONE);
    assertThat(commands("settle")).isEqualTo(1);
  }

  @Test
  void losesNothingWhenTheAnswerToBothIsLost() {
    // Given
    enqueue(0, 3);
    AtomicBoolean lost = new AtomicBoolean();
    fault =
        (call, method) -> {
          Object answer = call.call();
          if (method.equals("settleAndClaim") && lost.compareAndSet(false, true)) {
            throw FailureException.of(FailureReason.QUEUE_UNAVAILABLE, "as the test wants it");
          }
          return answer;
        };
    open("concurrency", "1");
    // When
    for (int i = 0; i < 3; i++) {
      taker.await(i + 1).get(i).ack().toCompletableFuture().join();
    }
    // Then
    assertThat(lost).isTrue();
    for (int i = 0; i < 3; i++) {
      JobView view = queue.find(id(i)).orElseThrow();
      assertThat(view.state()).isEqualTo(JobState.DONE);
      assertThat(view.attempts()).isEqualTo(1);
    }
  }

  @Test
  void neverHoldsMoreThanItsHands() {
    // Given
    AtomicInteger most = new AtomicInteger();
    fault =
        (call, _) -> {
          Object answer = call.call();
          most.accumulateAndGet((int) queue.depth().leased(), Math::max);
          return answer;
        };
    enqueue(0, 50);
    open("concurrency", "4");
    // When
    for (int i = 0; i < 50; i++) {
      var _ = taker.await(i + 1).get(i).ack();
    }
    await().atMost(SOON).until(() -> queue.depth().done() == 50);
    // Then
    assertThat(most).hasValueLessThanOrEqualTo(4);
  }

  @Test
  void aDrainedQueueIsReadyAndSaysSoAndIsAskedAgain() {
    // Given
    queue.drain(true);
    enqueue(0, 1);
    open("block", "PT0.2S");
    // When
    await().atMost(SOON).until(() -> commands("claim") >= 1 && commands("wait") >= 1);
    ChannelInfo info = connector.getReadiness().getChannels().getFirst();
    // Then
    assertThat(info.isOk()).isTrue();
    assertThat(info.getMessage()).isEqualTo("draining");
    assertThat(taker.taken).isEmpty();
    // When
    queue.drain(false);
    // Then
    taker.await(1);
    assertThat(connector.getReadiness().getChannels().getFirst().getMessage()).isNull();
  }

  @Test
  void aMachineThatRestsSaysSoAndWaitsUntilItIsTakenBack() {
    // Given jobs for others
    queue.rest("test", true);
    enqueue(0, 2);
    open("concurrency", "2");
    await().atMost(SOON).until(() -> commands("wait") >= 1);
    ChannelInfo info = connector.getReadiness().getChannels().getFirst();
    double asked = commands("claim");
    // When
    queue.rest("test", false);
    // Then
    taker.await(2);
    assertThat(info.isOk()).isTrue();
    assertThat(info.getMessage()).isEqualTo("resting");
    assertThat(asked).isEqualTo(1);
    assertThat(connector.getReadiness().getChannels().getFirst().getMessage()).isNull();
  }

  @Test
  void knowsHowLongItHadNothingInHand() {
    // Given
    enqueue(0, 1);
    open("concurrency", "1");
    Message<?> message = taker.await(1).getFirst();
    Idleness busy = connector.idleness("work").orElseThrow();
    // When
    message.ack().toCompletableFuture().join();
    // Then
    await()
        .atMost(SOON)
        .until(() -> connector.idleness("work").orElseThrow().lasting().isPositive());
    assertThat(busy).isEqualTo(new Idleness(Duration.ZERO, false));
    assertThat(connector.idleness("other")).isEmpty();
  }

  @Test
  void aHandlerThatIgnoresInterruptsDoesNotHoldTheExit() throws Exception {
    // Given
    enqueue(0, 1);
    open("concurrency", "1");
    Message<?> message = taker.await(1).getFirst();
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Void> handler = CompletableFuture.runAsync(() -> stubborn(message, go));
    long start = System.nanoTime();
    // When
    connector.stop(new ShutdownEvent());
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    go.countDown();
    handler.get();
    message.ack().toCompletableFuture().join();
    // Then
    assertThat(took).isLessThan(ofSeconds(3));
    JobView view = queue.find(id(0)).orElseThrow();
    assertThat(view.state()).isEqualTo(JobState.READY);
    assertThat(view.crashes()).isZero();
    assertThat(view.failures()).isZero();
  }

  private static void stubborn(Message<?> message, CountDownLatch go) {
    long fence = lease(message).fence();
    while (fence > 0 && go.getCount() > 0) {
      try {
        go.await();
      } catch (InterruptedException _) {
        // as the test wants it
      }
    }
  }

  @Test
  void aHeartbeatThatHangsDoesNotHideThatALeaseIsOver() throws Exception {
    // Given
    CountDownLatch never = new CountDownLatch(1);
    fault =
        (call, method) -> {
          if (method.equals("heartbeat")) {
            never.await();
          }
          return call.call();
        };
    enqueue(0, 1);
    open("concurrency", "1", "lease", "PT1S", "heartbeat", "PT0.1S");
    Message<?> message = taker.await(1).getFirst();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              long fence = lease(message).fence();
              try {
                never.await();
              } catch (InterruptedException _) {
                interrupted.complete(fence > 0);
              }
            });
    // Then
    assertThat(interrupted.get(3, TimeUnit.SECONDS)).isTrue();
    assertThat(lease(message).lost()).isTrue();
    // The handler is interrupted first, and counted then.
    await()
        .atMost(Duration.ofSeconds(3))
        .until(() -> registry.counter("queue.leases.lost", "channel", "work").count() == 1);
    never.countDown();
  }

  @Test
  void showsTheDepthOfItsQueueAfterALook() {
    // Given: all hands are full, so the channel looks after its queue every half lease
    enqueue(0, 5);
    open("concurrency", "1", "lease", "PT1S", "heartbeat", "PT0.1S");
    taker.await(1);
    // When
    await().atMost(SOON).until(() -> commands("tick") >= 1);
    // Then
    await().atMost(SOON).until(() -> depth("active") == 1);
    assertThat(depth("ready")).isEqualTo(4);
    assertThat(depth("dead")).isZero();
    assertThat(registry.get("queue.oldest.ready.seconds").gauge().value()).isPositive();
    assertThat(registry.get("queue.reaped").functionCounter().count()).isZero();
    assertThat(registry.get("queue.fullness").gauge().value()).isZero();
  }

  private double depth(String state) {
    return registry.get("queue.depth").tag("queue", "work").tag("state", state).gauge().value();
  }
}
