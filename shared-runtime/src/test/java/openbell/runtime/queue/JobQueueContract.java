package openbell.runtime.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.testing.ManualClock;
import org.junit.jupiter.api.Test;

/// What every queue promises. An adapter's test extends it.
public abstract class JobQueueContract {
  protected static final Duration LEASE = ofSeconds(60);
  protected static final byte[] NO_NEWS = {};
  private static final Failure LATER =
      new Failure(FailureReason.MARKET_DATA_UNAVAILABLE, "no bars yet");
  private static final Failure NEVER =
      new Failure(FailureReason.INVALID_STRATEGY, "no such primitive");

  protected final ManualClock clock = ManualClock.at("2026-01-05T14:30:00Z");
  private int claims;

  /// An empty queue with room for `capacity` waiting jobs, on {@link #clock}.
  protected abstract JobQueue newQueue(long capacity);

  protected JobQueue newQueue() {
    return newQueue(10_000);
  }

  protected static NewJob job(String id) {
    return job(id, 1, ZERO);
  }

  protected static NewJob job(String id, int priority, Duration delay) {
    return new NewJob(id, "anna", priority, delay, 2, 1, id.getBytes(UTF_8));
  }

  protected List<Leased> claim(JobQueue queue, int max) {
    return queue.claim("claim-" + claims++, "w", max, LEASE).jobs();
  }

  private Leased claimOne(JobQueue queue) {
    List<Leased> jobs = claim(queue, 1);
    assertThat(jobs).hasSize(1);
    return jobs.getFirst();
  }

  /// Lets a lease run out while somebody is still looking after the queue.
  private void runOut(JobQueue queue) {
    clock.advance(ofSeconds(40));
    queue.tick(ofHours(24));
    clock.advance(ofSeconds(21));
    queue.tick(ofHours(24));
  }

  private static JobView view(JobQueue queue, String id) {
    return queue.find(id).orElseThrow();
  }

  @Test
  void handsOutAJobWithItsBytes() {
    // Given
    JobQueue queue = newQueue();
    byte[] bytes = {0, 1, (byte) 0xff, 13, 10};
    queue.enqueue(List.of(new NewJob("a", "anna", 1, ZERO, 2, 1, bytes)));
    // When
    Leased leased = claimOne(queue);
    // Then
    assertThat(leased.payload()).isEqualTo(bytes);
    assertThat(leased.id()).isEqualTo("a");
    assertThat(leased.attempt()).isEqualTo(1);
    assertThat(leased.failures()).isZero();
    assertThat(leased.maxFailures()).isEqualTo(2);
    assertThat(leased.raw()).isFalse();
    assertThat(leased.checkpoint()).isEmpty();
  }

  @Test
  void keepsOneJobPerIdInEveryState() {
    // Given
    JobQueue queue = newQueue();
    List<Enqueued> answers = new ArrayList<>(queue.enqueue(List.of(job("a"), job("a"))));
    // When
    Leased leased = claimOne(queue);
    answers.addAll(queue.enqueue(List.of(job("a"))));
    queue.settle("a", leased.fence(), new Settlement.Done());
    answers.addAll(queue.enqueue(List.of(job("a"))));
    // Then
    assertThat(answers)
        .containsExactly(Enqueued.NEW, Enqueued.DUPLICATE, Enqueued.DUPLICATE, Enqueued.DUPLICATE);
    assertThat(claim(queue, 10)).isEmpty();
  }

  @Test
  void servesByPriorityThenByArrival() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(
        List.of(job("a", 1, ZERO), job("b", 9, ZERO), job("c", 1, ZERO), job("d", 0, ZERO)));
    // When
    List<Leased> leased = claim(queue, 10);
    // Then
    assertThat(leased).extracting(Leased::id).containsExactly("d", "a", "c", "b");
  }

  @Test
  void claimsNoMoreThanAskedForAndNoFewerThanThereAre() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(IntStream.range(0, 100).mapToObj(i -> job("a" + i)).toList());
    queue.enqueue(IntStream.range(0, 50).mapToObj(i -> job("b" + i)).toList());
    // When
    List<Integer> sizes =
        List.of(claim(queue, 40).size(), claim(queue, 100).size(), claim(queue, 100).size());
    // Then
    assertThat(sizes).containsExactly(40, 100, 10);
  }

  @Test
  void givesEveryClaimAHigherFence() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a"), job("b")));
    List<Leased> first = claim(queue, 2);
    queue.settle("a", first.get(0).fence(), new Settlement.Released(NO_NEWS));
    // When
    Leased again = claimOne(queue);
    // Then
    assertThat(first.get(1).fence()).isGreaterThan(first.get(0).fence());
    assertThat(again.fence()).isGreaterThan(first.get(1).fence());
  }

  @Test
  void holdsADelayedJobBackUntilItIsDue() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a", 1, ofSeconds(10))));
    Claim early = queue.claim("early", "w", 1, LEASE);
    // When
    clock.advance(ofSeconds(10));
    Leased leased = claimOne(queue);
    // Then
    assertThat(early.jobs()).isEmpty();
    assertThat(early.untilNextDue()).isEqualTo(ofSeconds(10));
    assertThat(leased.id()).isEqualTo("a");
  }

  @Test
  void returnsAJobToTheQueueWhenItsLeaseRunsOut() {
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
  void buriesAJobWhoseWorkerVanishedTooOften() {
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
  void forgivesLeasesThatRanOutWhileEverybodyWasAwayTwice() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    // When
    for (int outage = 0; outage < 3; outage++) {
      claimOne(queue);
      clock.advance(ofMinutes(10));
    }
    queue.tick(ofHours(24));
    // Then
    assertThat(view(queue, "a").crashes()).isEqualTo(1);
    assertThat(view(queue, "a").state()).isEqualTo(JobState.READY);
  }

  @Test
  void setsAJobAsideWhoseLeaseRanOutMoreThanADayAgo() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    claimOne(queue);
    // When
    clock.advance(ofHours(25).plusMinutes(2));
    queue.tick(ofHours(24));
    // Then
    assertThat(view(queue, "a").state()).isEqualTo(JobState.DEAD);
    assertThat(view(queue, "a").error()).startsWith("STALE_REVIEW");
  }

  @Test
  void aHeartbeatKeepsTheLeaseAndTheProgress() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    Leased leased = claimOne(queue);
    clock.advance(ofSeconds(40));
    // When
    List<Held> held =
        queue.heartbeat("w", List.of(new Beat("a", leased.fence(), "half".getBytes(UTF_8))), LEASE);
    clock.advance(ofSeconds(40));
    queue.tick(ofHours(24));
    // Then
    assertThat(held).containsExactly(Held.OK);
    assertThat(view(queue, "a").state()).isEqualTo(JobState.ACTIVE);
    queue.settle("a", leased.fence(), new Settlement.Released(NO_NEWS));
    assertThat(claimOne(queue).checkpoint()).asString(UTF_8).isEqualTo("half");
  }

  @Test
  void aWorkerThatLostItsLeaseChangesNothing() {
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

  @Test
  void answersTheSameSettlementTheSameWay() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(new NewJob("a", "anna", 1, ZERO, 0, 1, NO_NEWS), job("b")));
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
  void answersTheSameClaimWithTheSameLeases() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a"), job("b"), job("c")));
    List<Leased> first = queue.claim("once", "w", 2, LEASE).jobs();
    // When
    List<Leased> again = queue.claim("once", "w", 2, LEASE).jobs();
    // Then
    assertThat(again)
        .extracting(Leased::fence)
        .isEqualTo(first.stream().map(Leased::fence).toList());
    assertThat(again).extracting(Leased::attempt).containsOnly(1);
    assertThat(queue.depth().ready()).isEqualTo(1);
  }

  @Test
  void triesAFailedJobAgainLaterUntilItsBudgetIsSpent() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    List<Settled> answers = new ArrayList<>();
    // When
    for (int i = 0; i < 3; i++) {
      Leased leased = claimOne(queue);
      answers.add(
          queue.settle("a", leased.fence(), new Settlement.RetryAfter(ofSeconds(5), LATER)));
      clock.advance(ofSeconds(5));
    }
    // Then
    assertThat(answers).containsExactly(Settled.OK, Settled.OK, Settled.DEAD);
    assertThat(view(queue, "a").error()).contains("MARKET_DATA_UNAVAILABLE", "no bars yet");
    assertThat(view(queue, "a").attempts()).isEqualTo(3);
  }

  @Test
  void aReleaseCountsAsNothing() {
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
  void replaysADeadJobWithNewBudgets() {
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
  void cancelsWhatIsNotDone() {
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
  void refusesJobsBeyondItsCapacity() {
    // Given
    JobQueue queue = newQueue(2);
    queue.enqueue(List.of(job("a"), job("b", 1, ofHours(1))));
    // When
    List<Enqueued> answers = queue.enqueue(List.of(job("c"), job("a")));
    // Then
    assertThat(answers).containsExactly(Enqueued.FULL, Enqueued.DUPLICATE);
    assertThat(queue.find("c")).isEmpty();
  }

  @Test
  void refusesAPayloadThatIsTooLargeBeforeAnythingIsStored() {
    // Given
    JobQueue queue = newQueue();
    NewJob large =
        new NewJob("large", "anna", 1, ZERO, 2, 1, new byte[JobQueue.LARGEST_PAYLOAD + 1]);
    // When
    var refusal = assertThatThrownBy(() -> queue.enqueue(List.of(job("small"), large)));
    // Then
    refusal.isInstanceOf(FailureException.class).hasMessageContaining("PAYLOAD_TOO_LARGE");
    assertThat(queue.depth().ready()).isZero();
  }

  @Test
  void takesTheLargestPayload() {
    // Given
    JobQueue queue = newQueue();
    byte[] bytes = new byte[JobQueue.LARGEST_PAYLOAD];
    queue.enqueue(List.of(new NewJob("large", "anna", 1, ZERO, 2, 1, bytes)));
    // When
    Leased leased = claimOne(queue);
    // Then
    assertThat(leased.payload()).hasSize(JobQueue.LARGEST_PAYLOAD);
  }

  @Test
  void forgetsDoneJobsAfterTheirTime() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    queue.settle("a", claimOne(queue).fence(), new Settlement.Done());
    byte[] kept = view(queue, "a").payload();
    // When
    clock.advance(ofHours(24));
    queue.tick(ofHours(24));
    // Then
    assertThat(kept).isEmpty();
    assertThat(queue.find("a")).isEmpty();
  }

  @Test
  void countsWhatWaitsRunsAndFailed() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(
        List.of(job("held"), job("dead"), job("r1"), job("r2"), job("due", 1, ofSeconds(5))));
    queue.enqueue(List.of(job("later", 1, ofMinutes(5))));
    List<Leased> leased = claim(queue, 2);
    queue.settle("dead", leased.get(1).fence(), new Settlement.DeadLetter(NEVER));
    // When
    clock.advance(ofSeconds(7));
    QueueDepth depth = queue.depth();
    // Then
    assertThat(depth).isEqualTo(new QueueDepth(2, 1, 2, 1, 1, ofSeconds(7), ZERO));
    assertThat(queue.tick(ofHours(24)))
        .isEqualTo(new QueueDepth(3, 1, 1, 0, 1, ofSeconds(7), ofMinutes(5).minusSeconds(7)));
  }

  @Test
  void showsJobsOfAStateOldestFirst() {
    // Given
    JobQueue queue = newQueue();
    for (String id : List.of("a", "b", "c", "d")) {
      queue.enqueue(List.of(job(id)));
      clock.advance(ofSeconds(1));
    }
    queue.settle("a", claimOne(queue).fence(), new Settlement.DeadLetter(NEVER));
    // When
    List<JobView> ready = queue.peek(JobState.READY, 2);
    List<JobView> dead = queue.peek(JobState.DEAD, 100);
    // Then
    assertThat(ready).extracting(JobView::id).containsExactly("b", "c");
    assertThat(dead).singleElement().satisfies(view -> assertThat(view.payload()).isNotEmpty());
  }

  @Test
  void wakesWhoeverWaitsWhenAJobComes() throws Exception {
    // Given
    JobQueue queue = newQueue();
    Thread waiter = Thread.ofVirtual().unstarted(() -> waitForWork(queue));
    waiter.start();
    // When
    queue.enqueue(List.of(job("a")));
    boolean woken = waiter.join(ofSeconds(10));
    // Then
    assertThat(woken).isTrue();
    assertThat(claim(queue, 5)).hasSize(1);
  }

  private static void waitForWork(JobQueue queue) {
    try {
      queue.awaitWork(ofSeconds(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void manyWorkersShareTheWorkWithoutSharingAJob() throws Exception {
    // Given
    JobQueue queue = newQueue();
    for (int batch = 0; batch < 5; batch++) {
      int from = batch * 100;
      queue.enqueue(IntStream.range(from, from + 100).mapToObj(i -> job("j" + i)).toList());
    }
    Set<String> done = ConcurrentHashMap.newKeySet();
    List<String> twice = Collections.synchronizedList(new ArrayList<>());
    // When
    List<Thread> workers =
        IntStream.range(0, 4)
            .mapToObj(w -> Thread.ofVirtual().start(() -> work(queue, "w" + w, done, twice)))
            .toList();
    for (Thread worker : workers) {
      worker.join();
    }
    // Then
    assertThat(twice).isEmpty();
    assertThat(done).hasSize(500);
    assertThat(queue.depth().leased()).isZero();
  }

  private static void work(JobQueue queue, String worker, Set<String> done, List<String> twice) {
    Set<String> mine = new HashSet<>();
    for (int i = 0; ; i++) {
      List<Leased> jobs = queue.claim(worker + i, worker, 7, LEASE).jobs();
      if (jobs.isEmpty()) {
        return;
      }
      for (Leased job : jobs) {
        if (!done.add(job.id()) || !mine.add(job.id())) {
          twice.add(job.id());
        }
      }
      queue.settleAll(
          jobs.stream().map(j -> new Settling(j.id(), j.fence(), new Settlement.Done())).toList());
    }
  }
}
