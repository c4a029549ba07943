package openbell.runtime.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// How a job ends, and what an operator sees of it and can do about it.
interface OutcomeContract extends QueueBench {
  @Test
  default void answersTheSameSettlementTheSameWay() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(NewJob.of("a", "anna", 0, 1, NO_NEWS), job("b")));
    List<Leased> leased = claim(queue, 2);
    Settlement retry = new Settlement.RetryAfter(ZERO, LATER);
    // When
    Settled first = queue.settle("a", leased.get(0).fence(), retry);
    Settled second = queue.settle("a", leased.get(0).fence(), retry);
    Settled done = queue.settle("b", leased.get(1).fence(), new Settlement.Done());
    Settled doneAgain = queue.settle("b", leased.get(1).fence(), new Settlement.Done());
    // Then
    assertThat(List.of(first, second)).containsOnly(Settled.DEAD);
    assertThat(List.of(done, doneAgain)).containsOnly(Settled.OK);
    assertThat(view(queue, "a").failures()).isEqualTo(1);
  }

  @Test
  default void triesAFailedJobAgainLaterUntilItsBudgetIsSpent() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    List<Settled> answers = new ArrayList<>();
    // When
    for (int i = 0; i < 3; i++) {
      Leased leased = claimOne(queue);
      answers.add(
          queue.settle("a", leased.fence(), new Settlement.RetryAfter(ofSeconds(5), LATER)));
      clock().advance(ofSeconds(5));
    }
    // Then
    assertThat(answers).containsExactly(Settled.OK, Settled.OK, Settled.DEAD);
    assertThat(view(queue, "a").error()).contains("MARKET_DATA_UNAVAILABLE", "no bars yet");
    assertThat(view(queue, "a").attempts()).isEqualTo(3);
  }

  @Test
  default void aPostponedJobComesBackHoweverOftenAndHasNotFailed() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(NewJob.of("a", "anna", 0, 0, NO_NEWS)));
    Settlement postponed = new Settlement.Postponed(ofSeconds(5), AWAY);
    List<Settled> answers = new ArrayList<>();
    // When
    for (int i = 0; i < 20; i++) {
      long fence = claimOne(queue).fence();
      answers.add(queue.settle("a", fence, postponed));
      answers.add(queue.settle("a", fence, postponed));
      assertThat(claim(queue, 1)).isEmpty();
      clock().advance(ofSeconds(5));
    }
    // Then
    JobView view = view(queue, "a");
    assertThat(answers).containsOnly(Settled.OK);
    assertThat(view.failures() + view.crashes()).isZero();
    assertThat(view.error()).contains("DATABASE_UNAVAILABLE", "away");
    assertThat(claimOne(queue).attempt()).isEqualTo(21);
  }

  @Test
  default void aReleaseCountsAsNothing() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    // When
    for (int i = 0; i < 20; i++) {
      queue.settle("a", claimOne(queue).fence(), new Settlement.Released("x".getBytes(UTF_8)));
    }
    // Then
    JobView view = view(queue, "a");
    assertThat(view.failures() + view.crashes()).isZero();
    assertThat(view.state()).isEqualTo(JobState.READY);
    assertThat(claimOne(queue).checkpoint()).asString(UTF_8).isEqualTo("x");
  }

  @Test
  default void replaysADeadJobWithNewBudgets() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    queue.settle("a", claimOne(queue).fence(), new Settlement.DeadLetter(NEVER));
    // When
    List<Boolean> replayed = List.of(queue.replay("a"), queue.replay("a"), queue.replay("b"));
    // Then
    assertThat(replayed).containsExactly(true, false, false);
    Leased leased = claimOne(queue);
    assertThat(leased.payload()).asString(UTF_8).isEqualTo("a");
    assertThat(leased.failures()).isZero();
  }

  @Test
  default void cancelsWhatIsNotDone() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("held"), job("done"), job("waits"), job("later", 1, ofHours(1))));
    List<Leased> leased = claim(queue, 2);
    queue.settle("done", leased.get(1).fence(), new Settlement.Done());
    // When
    List<Boolean> answers =
        List.of("held", "done", "waits", "later", "none").stream().map(queue::cancel).toList();
    // Then
    assertThat(answers).containsExactly(true, false, true, true, false);
    assertThat(
            queue.heartbeat("w", List.of(new Beat("held", leased.get(0).fence(), NO_NEWS)), LEASE))
        .containsExactly(Held.GONE);
    assertThat(queue.settle("held", leased.get(0).fence(), new Settlement.Done()))
        .isEqualTo(Settled.GONE);
    assertThat(claim(queue, 10)).isEmpty();
  }

  @Test
  default void forgetsDoneJobsAfterTheirTime() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    queue.settle("a", claimOne(queue).fence(), new Settlement.Done());
    byte[] kept = view(queue, "a").payload();
    // When
    clock().advance(ofHours(24));
    queue.tick(A_DAY);
    // Then
    assertThat(kept).isEmpty();
    assertThat(queue.find("a")).isEmpty();
  }

  @Test
  default void countsWhatWaitsRunsAndFailed() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(
        List.of(job("held"), job("dead"), job("r1"), job("r2"), job("due", 1, ofSeconds(5))));
    queue.enqueue(List.of(job("later", 1, ofMinutes(5))));
    List<Leased> leased = claim(queue, 2);
    queue.settle("dead", leased.get(1).fence(), new Settlement.DeadLetter(NEVER));
    // When
    clock().advance(ofSeconds(7));
    QueueDepth depth = queue.depth();
    // Then
    assertThat(depth).isEqualTo(depth(2, 1, 2, 1, ZERO));
    assertThat(queue.tick(A_DAY)).isEqualTo(depth(3, 1, 1, 0, ofMinutes(5).minusSeconds(7)));
  }

  private static QueueDepth depth(long ready, long leased, long delayed, long due, Duration next) {
    Mishaps none = new Mishaps(0, 0, 0);
    return new QueueDepth(
        ready, leased, delayed, due, 1, 0, ofSeconds(7), next, false, Set.of(), none);
  }

  @Test
  default void forgetsTheOldestDoneJobsBeyondItsRetention() {
    // Given
    JobQueue queue = newQueue();
    for (String id : List.of("a", "b", "c")) {
      queue.enqueue(List.of(job(id)));
      queue.settle(id, claimOne(queue).fence(), new Settlement.Done());
      clock().advance(ofSeconds(1));
    }
    // When
    QueueDepth depth = queue.tick(new Retention(ofHours(24), 2 * Retention.BYTES_OF_ONE));
    // Then
    assertThat(depth.done()).isEqualTo(2);
    assertThat(queue.find("a")).isEmpty();
    assertThat(queue.find("b")).isPresent();
  }

  @Test
  default void showsWhoHoldsAJobAndUntilWhen() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a", 3, ZERO)));
    Instant enqueued = clock().instant();
    clock().advance(ofSeconds(5));
    // When
    queue.claim("once", "worker-1", 1, LEASE);
    JobView view = view(queue, "a");
    // Then
    assertThat(view.worker()).isEqualTo("worker-1");
    assertThat(view.priority()).isEqualTo(3);
    assertThat(view.enqueued()).isEqualTo(enqueued);
    assertThat(view.at()).isEqualTo(clock().instant().plus(LEASE));
  }

  @Test
  default void leafsThroughDeadJobs() {
    // Given
    JobQueue queue = newQueue();
    for (String id : List.of("a", "b", "c")) {
      queue.enqueue(List.of(job(id)));
      queue.settle(id, claimOne(queue).fence(), new Settlement.DeadLetter(NEVER));
      clock().advance(ofSeconds(1));
    }
    // When
    List<JobView> second = queue.peek(JobState.DEAD, 1, 1);
    // Then
    assertThat(second).extracting(JobView::id).containsExactly("b");
    assertThat(queue.peek(JobState.DEAD, 3, 10)).isEmpty();
  }

  @Test
  default void buriesAJobThatIsClaimedAfterItsExpiry() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("late").withExpiry(ofSeconds(10)), job("other")));
    clock().advance(ofSeconds(10));
    // When
    List<Leased> leased = claim(queue, 5);
    // Then
    assertThat(leased).extracting(Leased::id).containsExactly("other");
    assertThat(view(queue, "late").state()).isEqualTo(JobState.DEAD);
    assertThat(view(queue, "late").error()).startsWith("EXPIRED");
    assertThat(view(queue, "late").attempts()).isZero();
  }

  @Test
  default void takesAJobAwayThatOutlivesItsExpiryAndKeepsOneThatIsDoneInTime() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(
        List.of(job("slow").withExpiry(ofSeconds(30)), job("late").withExpiry(ofSeconds(30))));
    List<Leased> leased = claim(queue, 2);
    clock().advance(ofSeconds(31));
    // When
    List<Held> held =
        queue.heartbeat(
            "w", List.of(new Beat(leased.get(0).id(), leased.get(0).fence(), NO_NEWS)), LEASE);
    Settled done = queue.settle(leased.get(1).id(), leased.get(1).fence(), new Settlement.Done());
    // Then
    assertThat(held).containsExactly(Held.STALE);
    assertThat(view(queue, leased.get(0).id()).error()).startsWith("EXPIRED");
    assertThat(done).isEqualTo(Settled.OK);
  }

  @Test
  default void replaysAnExpiredJobWithoutItsExpiry() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a").withExpiry(ofSeconds(10))));
    clock().advance(ofSeconds(11));
    claim(queue, 1);
    // When
    queue.replay("a");
    // Then
    assertThat(claimOne(queue).id()).isEqualTo("a");
  }

  @Test
  default void showsJobsOfAStateOldestFirst() {
    // Given
    JobQueue queue = newQueue();
    for (String id : List.of("a", "b", "c", "d")) {
      queue.enqueue(List.of(job(id)));
      clock().advance(ofSeconds(1));
    }
    queue.settle("a", claimOne(queue).fence(), new Settlement.DeadLetter(NEVER));
    // When
    List<JobView> ready = queue.peek(JobState.READY, 0, 2);
    List<JobView> dead = queue.peek(JobState.DEAD, 0, 100);
    // Then
    assertThat(ready).extracting(JobView::id).containsExactly("b", "c");
    assertThat(dead).singleElement().satisfies(view -> assertThat(view.payload()).isNotEmpty());
  }
}
