package openbell.runtime.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What a lease is worth: while it holds, when it runs out, and after it is lost.
interface LeaseContract extends QueueBench {
  @Test
  default void returnsAJobToTheQueueWhenItsLeaseRunsOut() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    claimOne(queue);
    // When
    runOut(queue);
    Leased again = claimOne(queue);
    // Then
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(view(queue, "a").crashes()).isEqualTo(1);
    assertThat(view(queue, "a").failures()).isZero();
  }

  @Test
  default void buriesAJobWhoseWorkerVanishedTooOften() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    claimOne(queue);
    runOut(queue);
    claimOne(queue);
    // When
    runOut(queue);
    // Then
    assertThat(view(queue, "a").state()).isEqualTo(JobState.DEAD);
    assertThat(view(queue, "a").error()).startsWith("CRASHED");
  }

  @Test
  default void forgivesLeasesThatRanOutWhileEverybodyWasAwayTwice() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    // When
    for (int outage = 0; outage < 3; outage++) {
      claimOne(queue);
      clock().advance(ofMinutes(10));
    }
    queue.tick(A_DAY);
    // Then
    assertThat(view(queue, "a").crashes()).isEqualTo(1);
    assertThat(view(queue, "a").state()).isEqualTo(JobState.READY);
  }

  @Test
  default void setsAJobAsideWhoseLeaseRanOutMoreThanADayAgo() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    claimOne(queue);
    // When
    clock().advance(ofHours(25).plusMinutes(2));
    queue.tick(A_DAY);
    // Then
    assertThat(view(queue, "a").state()).isEqualTo(JobState.DEAD);
    assertThat(view(queue, "a").error()).startsWith("STALE_REVIEW");
  }

  @Test
  default void aHeartbeatKeepsTheLeaseAndTheProgress() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    Leased leased = claimOne(queue);
    clock().advance(ofSeconds(40));
    // When
    List<Held> held =
        queue.heartbeat("w", List.of(new Beat("a", leased.fence(), "half".getBytes(UTF_8))), LEASE);
    clock().advance(ofSeconds(40));
    queue.tick(A_DAY);
    // Then
    assertThat(held).containsExactly(Held.OK);
    assertThat(view(queue, "a").state()).isEqualTo(JobState.ACTIVE);
    queue.settle("a", leased.fence(), new Settlement.Released(NO_NEWS));
    assertThat(claimOne(queue).checkpoint()).asString(UTF_8).isEqualTo("half");
  }

  @Test
  default void aJobOfHoursGoesOnAfterACrashWhereItsProgressEnded() {
    // Given a job that beats for two hours and a half
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    Leased leased = claimOne(queue);
    for (int beat = 0; beat < 450; beat++) {
      clock().advance(ofSeconds(20));
      byte[] progress = ("step " + beat).getBytes(UTF_8);
      List<Held> held =
          queue.heartbeat("w", List.of(new Beat("a", leased.fence(), progress)), LEASE);
      assertThat(held).containsExactly(Held.OK);
    }
    // When its worker vanishes
    runOut(queue);
    Leased again = claimOne(queue);
    // Then
    assertThat(again.checkpoint()).asString(UTF_8).isEqualTo("step 449");
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(view(queue, "a").crashes()).isEqualTo(1);
    assertThat(queue.depth().mishaps()).isEqualTo(new Mishaps(1, 0, 0));
  }

  @Test
  default void aWorkerThatLostItsLeaseChangesNothing() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    Leased zombie = claimOne(queue);
    runOut(queue);
    Leased owner = claimOne(queue);
    // When
    Settled done = queue.settle("a", zombie.fence(), new Settlement.Done());
    Settled dead = queue.settle("a", zombie.fence(), new Settlement.DeadLetter(NEVER));
    List<Held> beat = queue.heartbeat("w", List.of(new Beat("a", zombie.fence(), NO_NEWS)), LEASE);
    // Then
    assertThat(List.of(done, dead)).containsOnly(Settled.STALE);
    assertThat(beat).containsExactly(Held.STALE);
    assertThat(queue.settle("a", owner.fence(), new Settlement.Done())).isEqualTo(Settled.OK);
  }

  /// Lets a lease run out while somebody is still looking after the queue.
  private void runOut(JobQueue queue) {
    clock().advance(ofSeconds(40));
    queue.tick(A_DAY);
    clock().advance(ofSeconds(21));
    queue.tick(A_DAY);
  }
}
