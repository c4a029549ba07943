package openbell.runtime.queue;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import openbell.model.run.FailureException;
import org.junit.jupiter.api.Test;

/// How a queue takes jobs in and hands them out: once each, in order, to whoever asks.
interface HandingOutContract extends QueueBench {
  @Test
  default void handsOutAJobWithItsBytes() {
    // Given
    JobQueue queue = newQueue();
    byte[] bytes = {0, 1, (byte) 0xff, 13, 10};
    queue.enqueue(List.of(NewJob.of("a", "anna", 2, 1, bytes)));
    // When
    Leased leased = claimOne(queue);
    // Then
    assertThat(leased.payload()).isEqualTo(bytes);
    assertThat(leased.id()).isEqualTo("a");
    assertThat(leased.owner()).isEqualTo("anna");
    assertThat(leased.attempt()).isEqualTo(1);
    assertThat(leased.failures()).isZero();
    assertThat(leased.maxFailures()).isEqualTo(2);
    assertThat(leased.raw()).isFalse();
    assertThat(leased.checkpoint()).isEmpty();
  }

  @Test
  default void keepsOneJobPerIdInEveryState() {
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
  default void servesByPriorityThenByArrival() {
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
  default void claimsNoMoreThanAskedForAndNoFewerThanThereAre() {
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
  default void givesEveryClaimAHigherFence() {
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
  default void answersTheSameClaimWithTheSameLeases() {
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
  default void holdsADelayedJobBackUntilItIsDue() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a", 1, ofSeconds(10))));
    Claim early = queue.claim("early", "w", 1, LEASE);
    // When
    clock().advance(ofSeconds(10));
    Leased leased = claimOne(queue);
    // Then
    assertThat(early.jobs()).isEmpty();
    assertThat(early.untilNextDue()).isEqualTo(ofSeconds(10));
    assertThat(leased.id()).isEqualTo("a");
  }

  @Test
  default void refusesJobsBeyondItsCapacity() {
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
  default void refusesAPayloadThatIsTooLargeBeforeAnythingIsStored() {
    // Given
    JobQueue queue = newQueue();
    NewJob large = NewJob.of("large", "anna", 2, 1, new byte[JobQueue.LARGEST_PAYLOAD + 1]);
    // When
    var refusal = assertThatThrownBy(() -> queue.enqueue(List.of(job("small"), large)));
    // Then
    refusal.isInstanceOf(FailureException.class).hasMessageContaining("PAYLOAD_TOO_LARGE");
    assertThat(queue.depth().ready()).isZero();
  }

  @Test
  default void takesTheLargestPayload() {
    // Given
    JobQueue queue = newQueue();
    byte[] bytes = new byte[JobQueue.LARGEST_PAYLOAD];
    queue.enqueue(List.of(NewJob.of("large", "anna", 2, 1, bytes)));
    // When
    Leased leased = claimOne(queue);
    // Then
    assertThat(leased.payload()).hasSize(JobQueue.LARGEST_PAYLOAD);
  }

  @Test
  default void wakesWhoeverWaitsWhenAJobComes() throws Exception {
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
  default void manyWorkersShareTheWorkWithoutSharingAJob() throws Exception {
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
