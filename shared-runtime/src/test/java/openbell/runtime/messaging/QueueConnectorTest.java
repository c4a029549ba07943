package openbell.runtime.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.alert.Alert;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.Leased;
import openbell.runtime.testing.Samples;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

/// The connector by itself: what happens when it stops, loses a lease or finds the queue full.
class QueueConnectorTest extends ConnectorBench {
  @Test
  void givesBackWhatItHoldsWhenItStops() {
    // Given
    enqueue(0, 5);
    open("concurrency", "3");
    lease(taker.await(3).getFirst()).progress("half".getBytes(UTF_8));
    // When
    connector.stop(new ShutdownEvent());
    // Then
    assertThat(queue.depth().ready()).isEqualTo(5);
    assertThat(queue.depth().leased()).isZero();
    List<Leased> again = queue.claim("again", "other", 5, ofSeconds(60)).jobs();
    assertThat(again).extracting(Leased::failures).containsOnly(0);
    assertThat(again)
        .filteredOn(leased -> leased.id().equals(id(0)))
        .singleElement()
        .satisfies(leased -> assertThat(leased.checkpoint()).asString(UTF_8).isEqualTo("half"));
    assertThat(lease(taker.taken.getFirst()).lost()).isTrue();
  }

  @Test
  void waitsForAHandlerThatEndsWhileItStops() {
    // Given
    enqueue(0, 1);
    open("concurrency", "1", "drain-timeout", "PT10S");
    Message<?> message = taker.await(1).getFirst();
    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(() -> connector.stop(new ShutdownEvent()));
    // When
    message.ack().toCompletableFuture().join();
    stopped.join();
    // Then
    assertThat(state(0)).isEqualTo(JobState.DONE);
  }

  @Test
  void dropsTheAnswerOfAHandlerWhoseLeaseIsLostAndInterruptsIt() throws Exception {
    // Given
    enqueue(0, 1);
    open("concurrency", "1", "lease", "PT30S", "heartbeat", "PT0.1S");
    Message<?> message = taker.await(1).getFirst();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread handler =
        Thread.ofVirtual().start(() -> interrupted.complete(waitsUntilInterrupted(message)));
    await().atMost(SOON).until(() -> handler.getState() == Thread.State.WAITING);
    // When
    queue.cancel(id(0));
    // Then
    assertThat(interrupted.get()).isTrue();
    assertThat(lease(message).lost()).isTrue();
    message.ack().toCompletableFuture().join();
    assertThat(queue.find(id(0))).isEmpty();
    enqueue(1, 2);
    assertThat(taker.await(2)).hasSize(2);
  }

  private static boolean waitsUntilInterrupted(Message<?> message) {
    long fence = lease(message).fence();
    try {
      new CompletableFuture<Void>().get();
      return fence < 0;
    } catch (InterruptedException _) {
      return true;
    } catch (ExecutionException _) {
      return false;
    }
  }

  @Test
  void keepsALeaseByHeartbeats() {
    // Given
    enqueue(0, 1);
    open("concurrency", "1", "lease", "PT0.8S", "heartbeat", "PT0.1S");
    Message<?> message = taker.await(1).getFirst();
    long start = System.nanoTime();
    // When
    await().atMost(SOON).until(() -> System.nanoTime() - start > ofSeconds(2).toNanos());
    message.ack().toCompletableFuture().join();
    // Then
    assertThat(lease(message).lost()).isFalse();
    assertThat(state(0)).isEqualTo(JobState.DONE);
    assertThat(queue.find(id(0)).orElseThrow().attempts()).isEqualTo(1);
  }

  @Test
  void tellsAListenerAgainThatFailed() {
    // Given
    enqueue(0, 1);
    listenerFailures = 1;
    open();
    Message<?> message = taker.await(1).getFirst();
    // When
    message
        .nack(FailureException.of(FailureReason.PORTFOLIO_GONE, "as the test wants it"))
        .toCompletableFuture()
        .join();
    // Then
    assertThat(dead).containsExactly(Samples.requested(0));
    assertThat(state(0)).isEqualTo(JobState.DEAD);
    assertThat(alerts).isEmpty();
  }

  @Test
  void raisesAnAlertForADefect() {
    // Given
    enqueue(0, 1);
    open();
    Message<?> message = taker.await(1).getFirst();
    // When
    message.nack(new IllegalStateException("boom")).toCompletableFuture().join();
    // Then
    assertThat(alerts).extracting(Alert::reason).containsExactly(FailureReason.DEFECT);
    assertThat(taker.await(2)).hasSize(2);
  }

  @Test
  void oneDoorPerCopyHoldsOneMessageEach() {
    // Given
    enqueue(0, 9);
    Taker second = new Taker();
    connector.getPublisher(config("channel-name", "work$1", "concurrency", "2")).subscribe(taker);
    connector.getPublisher(config("channel-name", "work$2", "concurrency", "2")).subscribe(second);
    // When
    taker.await(1);
    second.await(1);
    // Then
    assertThat(queue.depth().leased()).isEqualTo(2);
  }

  @Test
  @SuppressWarnings("unchecked")
  void refusesMessagesThatAFullQueueDoesNotTake() {
    // Given
    enqueue(0, 50);
    Flow.Subscriber<Message<?>> out =
        (Flow.Subscriber<Message<?>>) connector.getSubscriber(config("channel-name", "work-out"));
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    // When
    out.onNext(
        Message.of(
            Samples.requested(51),
            () -> CompletableFuture.completedFuture(null),
            thrown -> {
              refused.complete(thrown);
              return CompletableFuture.completedFuture(null);
            }));
    // Then
    assertThat(refused.join()).hasMessageContaining("QUEUE_UNAVAILABLE");
    assertThat(queue.find(id(51))).isEmpty();
  }
}
