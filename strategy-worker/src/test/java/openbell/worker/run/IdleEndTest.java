package openbell.worker.run;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import openbell.runtime.messaging.Idleness;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.adapter.MemoryJobQueues;
import openbell.runtime.testing.ManualClock;
import org.junit.jupiter.api.Test;

/// When an idle worker ends by itself.
class IdleEndTest {
  private final ManualClock clock = ManualClock.at("2026-01-05T14:30:00Z");
  private final JobQueue queue = new MemoryJobQueues(clock, 10).named("run-jobs");
  private Optional<Idleness> idleness = Optional.empty();
  private final IdleEnd end = new IdleEnd(ofMinutes(10), () -> idleness, queue);

  private void idle(Duration lasting, boolean resting) {
    idleness = Optional.of(new Idleness(lasting, resting));
  }

  private static NewJob job(Duration delay) {
    return NewJob.of("a", "anna", 1, 1, new byte[1]).withDelay(delay);
  }

  @Test
  void endsAfterItsTimeWithNothingReady() {
    // Given
    idle(ofMinutes(10), false);
    // Then
    assertThat(end.reached()).isTrue();
  }

  @Test
  void staysWhileItHasAJobOrHadOneShortlyBefore() {
    // Given
    boolean unopened = end.reached();
    idle(ZERO, false);
    boolean busy = end.reached();
    idle(ofMinutes(10).minusMillis(1), false);
    boolean early = end.reached();
    // Then
    assertThat(List.of(unopened, busy, early)).containsOnly(false);
  }

  @Test
  void staysWhileSomethingIsReadyOrDue() {
    // Given
    idle(ofMinutes(10), false);
    queue.enqueue(List.of(job(ofSeconds(30))));
    boolean delayed = end.reached();
    // When
    clock.advance(ofSeconds(30));
    boolean due = end.reached();
    // Then
    assertThat(delayed).isTrue();
    assertThat(due).isFalse();
  }

  @Test
  void endsOnAMachineThatRestsWhateverIsReady() {
    // Given nobody who would hand out to it again
    queue.enqueue(List.of(job(ZERO)));
    idle(ofMinutes(10), true);
    // Then
    assertThat(end.reached()).isTrue();
  }

  @Test
  void looksAgainWhenTheTimeMayBeOver() {
    // Given
    Duration unopened = end.pause();
    idle(ofMinutes(7), false);
    Duration early = end.pause();
    idle(ofMinutes(10).minusMillis(5), false);
    Duration near = end.pause();
    idle(ofMinutes(11), false);
    Duration over = end.pause();
    // Then
    assertThat(List.of(unopened, early, near, over))
        .containsExactly(ofMinutes(10), ofMinutes(3), ofSeconds(1), ofMinutes(10));
  }
}
