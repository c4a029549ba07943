package openbell.runtime.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What it means that a machine rests, and how those are woken who wait.
interface RestContract extends QueueBench {
  String TIRED = "m-1.7-worker";
  String FRESH = "m-2.7-worker";

  private static Claim claimBy(JobQueue queue, String worker, String claimId) {
    return queue.claim(claimId, worker, 1, LEASE);
  }

  @Test
  default void handsNothingToTheWorkersOfAMachineThatRests() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a"), job("b")));
    // When
    queue.rest("m-1", true);
    Claim tired = claimBy(queue, TIRED, "1");
    Claim fresh = claimBy(queue, FRESH, "2");
    // Then
    assertThat(tired.jobs()).isEmpty();
    assertThat(tired.resting()).isTrue();
    assertThat(tired.draining()).isFalse();
    assertThat(fresh.jobs()).extracting(Leased::id).containsExactly("a");
    assertThat(fresh.resting()).isFalse();
    assertThat(queue.depth().resting()).containsExactly("m-1");
    assertThat(queue.depth().ready()).isEqualTo(1);
  }

  @Test
  default void takesTheWholeNameOfAMachineAndNotItsBeginning() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a"), job("b"), job("c")));
    queue.rest("m-1", true);
    // When
    List<Claim> others =
        List.of(
            claimBy(queue, "m-11.w", "1"), claimBy(queue, "m.w", "2"), claimBy(queue, "xm-1", "3"));
    // Then
    assertThat(others).allSatisfy(claim -> assertThat(claim.jobs()).hasSize(1));
    assertThatThrownBy(() -> queue.rest("m 1", true)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void aMachineThatRestsKeepsWhatItHas() {
    // Given two jobs in hand
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a"), job("b"), job("c")));
    List<Leased> held = queue.claim("1", TIRED, 2, LEASE).jobs();
    Leased first = held.getFirst();
    Leased second = held.getLast();
    // When
    queue.rest("m-1", true);
    clock().advance(ofSeconds(40));
    List<Held> beat =
        queue.heartbeat(
            TIRED, List.of(new Beat(first.id(), first.fence(), "half".getBytes(UTF_8))), LEASE);
    Turnover turnover =
        queue.settleAndClaim(
            List.of(new Settling(second.id(), second.fence(), new Settlement.Done())),
            "2",
            TIRED,
            2,
            LEASE);
    List<Leased> again = queue.claim("1", FRESH, 0, LEASE).jobs();
    // Then
    assertThat(beat).containsExactly(Held.OK);
    assertThat(turnover.settled()).containsExactly(Settled.OK);
    assertThat(turnover.claim().jobs()).isEmpty();
    assertThat(again).isEmpty();
    assertThat(view(queue, first.id()).state()).isEqualTo(JobState.ACTIVE);
    assertThat(queue.settle(first.id(), first.fence(), new Settlement.Done()))
        .isEqualTo(Settled.OK);
  }

  @Test
  default void aLostAnswerIsRepeatedToAMachineThatRestsNow() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    Leased leased = claimBy(queue, TIRED, "1").jobs().getFirst();
    // When
    queue.rest("m-1", true);
    Claim again = claimBy(queue, TIRED, "1");
    // Then
    assertThat(again.jobs()).extracting(Leased::fence).containsExactly(leased.fence());
    assertThat(again.resting()).isTrue();
  }

  @Test
  default void handsOutAgainToAMachineThatIsTakenBack() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    queue.rest("m-1", true);
    queue.rest("m-2", true);
    claimBy(queue, TIRED, "1");
    // When
    queue.rest("m-1", false);
    queue.rest("never-seen", false);
    Claim claim = claimBy(queue, TIRED, "2");
    // Then
    assertThat(claim.jobs()).hasSize(1);
    assertThat(claim.resting()).isFalse();
    assertThat(queue.depth().resting()).containsExactly("m-2");
  }

  @Test
  default void wakesAllWorkersOfAMachineThatIsTakenBack() throws Exception {
    // Given two workers of one machine that wait, and one that is about to
    JobQueue queue = newQueue();
    queue.rest("m-1", true);
    claimBy(queue, TIRED, "1");
    long begun = System.nanoTime();
    Thread waiter = Thread.ofVirtual().start(() -> waitToBeResumed(queue));
    await().atMost(ofSeconds(5)).until(() -> waiting(waiter));
    // When
    queue.rest("m-1", false);
    // Then
    assertThat(waiter.join(ofSeconds(10))).isTrue();
    queue.awaitResumed("m-1.another", ofSeconds(20));
    assertThat(System.nanoTime() - begun).isLessThan(ofSeconds(10).toNanos());
  }

  private static boolean waiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  private static void waitToBeResumed(JobQueue queue) {
    try {
      queue.awaitResumed(TIRED, ofSeconds(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  default void waitsNoLongerThanToldForAMachineThatGoesOnResting() throws Exception {
    // Given
    JobQueue queue = newQueue();
    queue.rest("m-1", true);
    queue.enqueue(List.of(job("a")));
    // When
    long begun = System.nanoTime();
    queue.awaitResumed(TIRED, ofMillis(200));
    // Then
    assertThat(System.nanoTime() - begun)
        .isBetween(ofMillis(100).toNanos(), ofSeconds(10).toNanos());
    assertThat(claimBy(queue, FRESH, "1").jobs()).hasSize(1);
  }

  @Test
  default void forgetsAMachineThatNobodyHasHeardOfForADay() {
    // Given one whose workers still ask, and one that is gone
    JobQueue queue = newQueue();
    queue.rest("m-1", true);
    queue.rest("gone", true);
    clock().advance(ofHours(23));
    claimBy(queue, TIRED, "1");
    // When
    clock().advance(ofHours(1).plus(ofMinutes(1)));
    QueueDepth depth = queue.tick(A_DAY);
    // Then
    assertThat(depth.resting()).containsExactly("m-1");
    assertThat(claimBy(queue, TIRED, "2").resting()).isTrue();
    assertThat(claimBy(queue, "gone.w", "3").resting()).isFalse();
  }

  @Test
  default void saysWhenAJobWasHandedOut() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a"), job("b")));
    clock().advance(ofSeconds(7));
    Instant claimed = clock().instant();
    Leased leased = claimOne(queue);
    // When
    clock().advance(ofSeconds(30));
    queue.heartbeat("w", List.of(new Beat("a", leased.fence(), NO_NEWS)), LEASE);
    // Then
    assertThat(view(queue, "a").claimed()).isEqualTo(claimed);
    assertThat(queue.peek(JobState.ACTIVE, 0, 5))
        .extracting(JobView::claimed)
        .containsExactly(claimed);
    assertThat(view(queue, "b").claimed()).isNull();
    queue.settle("a", leased.fence(), new Settlement.Done());
    assertThat(view(queue, "a").claimed()).isNull();
  }

  @Test
  default void oneWhoOnlyLooksTakesNobodysTurn() throws Exception {
    // Given one who waits first and never claims, and a worker behind
    JobQueue queue = newQueue();
    CompletableFuture<QueueDepth> looked = new CompletableFuture<>();
    Thread manager =
        Thread.ofVirtual()
            .start(
                () -> {
                  awaitWork(queue);
                  looked.complete(queue.tick(A_DAY));
                });
    await().atMost(ofSeconds(5)).until(() -> waiting(manager));
    // When
    queue.enqueue(IntStream.range(0, 3).mapToObj(i -> job("a" + i)).toList());
    QueueDepth seen = looked.get();
    long begun = System.nanoTime();
    queue.awaitWork(ofSeconds(20));
    // Then
    assertThat(seen.ready()).isEqualTo(3);
    assertThat(System.nanoTime() - begun).isLessThan(ofSeconds(10).toNanos());
    assertThat(claim(queue, 5)).hasSize(3);
    assertThat(queue.tick(A_DAY).ready()).isZero();
  }

  private static void awaitWork(JobQueue queue) {
    try {
      queue.awaitWork(ofSeconds(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
