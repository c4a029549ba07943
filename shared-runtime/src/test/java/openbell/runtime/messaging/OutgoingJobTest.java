package openbell.runtime.messaging;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.runtime.queue.NewJob;
import openbell.runtime.testing.Samples;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.Test;

/// What a sender and its channel may say about a job.
class OutgoingJobTest extends ConnectorBench {
  @Test
  void aChannelSaysWhatItsJobsAreLike() {
    // Given
    Letters letters =
        letters(
            "priority",
            "3",
            "cost",
            "30",
            "expire-after",
            "PT1H",
            "max-failures",
            "8",
            "max-crashes",
            "2");
    // When
    NewJob job = letters.job(Samples.requested(1), Metadata.empty());
    // Then
    assertThat(job.id()).isEqualTo(id(1));
    assertThat(job.owner()).isEqualTo("anna");
    assertThat(job.priority()).isEqualTo(3);
    assertThat(job.cost()).isEqualTo(30);
    assertThat(job.expiry()).isEqualTo(ofMinutes(60));
    assertThat(job.maxFailures()).isEqualTo(8);
    assertThat(job.maxCrashes()).isEqualTo(2);
  }

  @Test
  void aSenderKnowsBetterThanItsChannel() {
    // Given
    OutgoingJobMetadata said =
        OutgoingJobMetadata.plain()
            .withId("again-1")
            .withPriority(0)
            .withDelay(ofSeconds(5))
            .withCost(7)
            .withExpiry(ofMinutes(2));
    // When
    NewJob job =
        letters("priority", "3", "cost", "30").job(Samples.requested(1), Metadata.of(said));
    // Then
    assertThat(job.id()).isEqualTo("again-1");
    assertThat(job.priority()).isZero();
    assertThat(job.delay()).isEqualTo(ofSeconds(5));
    assertThat(job.cost()).isEqualTo(7);
    assertThat(job.expiry()).isEqualTo(ofMinutes(2));
  }

  @Test
  void aMessageIsAcknowledgedWhenTheQueueHasIt() {
    // Given
    Flow.Subscriber<Message<?>> out = out();
    // When: the second is the same message again
    send(out, 1, OutgoingJobMetadata.plain().withDelay(ofMinutes(1))).join();
    send(out, 1, OutgoingJobMetadata.plain()).join();
    // Then
    JobView view = queue.find(id(1)).orElseThrow();
    assertThat(view.state()).isEqualTo(JobState.DELAYED);
    assertThat(queue.depth().ready()).isZero();
  }

  @Test
  void aJobThatNoQueueTakesDoesNotTakeItsNeighboursAlong() {
    // Given
    Flow.Subscriber<Message<?>> out = out();
    // When
    CompletableFuture<Void> good = send(out, 1, OutgoingJobMetadata.plain());
    CompletableFuture<Void> bad = send(out, 2, OutgoingJobMetadata.plain().withPriority(77));
    CompletableFuture<Void> fine = send(out, 3, OutgoingJobMetadata.plain());
    // Then
    good.join();
    fine.join();
    assertThat(bad.handle((_, thrown) -> thrown).join()).hasMessageContaining("priority");
    assertThat(queue.find(id(2))).isEmpty();
  }

  private static Letters letters(String... pairs) {
    return lettersOf(config(pairs));
  }

  @SuppressWarnings("unchecked")
  private Flow.Subscriber<Message<?>> out() {
    return (Flow.Subscriber<Message<?>>)
        connector.getSubscriber(config("channel-name", "work-out"));
  }

  private static CompletableFuture<Void> send(
      Flow.Subscriber<Message<?>> out, int number, OutgoingJobMetadata said) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    out.onNext(
        Message.of(
                Samples.requested(number),
                () -> {
                  answer.complete(null);
                  return answer;
                },
                thrown -> {
                  answer.completeExceptionally(thrown);
                  return CompletableFuture.completedFuture(null);
                })
            .addMetadata(said));
    return answer;
  }
}
