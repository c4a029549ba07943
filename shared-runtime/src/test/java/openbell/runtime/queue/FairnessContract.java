package openbell.runtime.queue;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Whose job comes next, and what an operator and a busy worker can do about it.
interface FairnessContract extends QueueBench {
  @Test
  default void servesASmallOwnerWithinTwoClaimsBehindABacklogOfTenThousand() {
    // Given
    JobQueue queue = newQueue(20_000);
    backlog(queue, "big", 10_000);
    for (int i = 0; i < 50; i++) {
      settle(queue, claim(queue, 10));
    }
    queue.enqueue(List.of(of("small", "s0"), of("small", "s1")));
    // When
    List<String> next = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      next.add(claimOne(queue).id().substring(0, 1));
    }
    // Then
    assertThat(next.subList(0, 2)).contains("s");
    assertThat(next).containsExactlyInAnyOrder("s", "s", "b", "b");
  }

  @Test
  default void servesAHigherPriorityBeforeAnyTurn() {
    // Given
    JobQueue queue = newQueue();
    backlog(queue, "big", 100);
    settle(queue, claim(queue, 50));
    queue.enqueue(List.of(of("small", "s0"), of("big", "urgent").withPriority(0)));
    // When
    List<Leased> next = claim(queue, 2);
    // Then
    assertThat(next).extracting(Leased::id).containsExactly("urgent", "s0");
  }

  @Test
  default void countsWhatAJobCosts() {
    // Given
    JobQueue queue = newQueue();
    for (int i = 0; i < 4; i++) {
      queue.enqueue(List.of(of("dear", "d" + i).withCost(10)));
    }
    backlog(queue, "cheap", 40);
    // When
    List<Leased> next = claim(queue, 22);
    // Then
    assertThat(next.stream().filter(job -> job.id().startsWith("d"))).hasSize(2);
  }

  @Test
  default void nobodyIsAheadAfterTheQueueWasEmpty() {
    // Given
    JobQueue queue = newQueue();
    backlog(queue, "big", 100);
    settle(queue, claim(queue, 100));
    claim(queue, 1);
    // When
    queue.enqueue(List.of(of("big", "a")));
    queue.enqueue(List.of(of("small", "b")));
    // Then
    assertThat(claim(queue, 2)).extracting(Leased::id).containsExactly("a", "b");
  }

  @Test
  default void endsLeasesAndClaimsTheNextInOneCall() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a"), job("b"), job("c")));
    Leased first = queue.claim("1", "w", 1, LEASE).jobs().getFirst();
    List<Settling> done = List.of(new Settling(first.id(), first.fence(), new Settlement.Done()));
    // When the answer is lost and the call repeated
    Turnover turnover = queue.settleAndClaim(done, "2", "w", 1, LEASE);
    Turnover again = queue.settleAndClaim(done, "2", "w", 1, LEASE);
    // Then
    assertThat(turnover.settled()).containsExactly(Settled.OK);
    assertThat(turnover.claim().jobs()).extracting(Leased::id).containsExactly("b");
    assertThat(again.settled()).containsExactly(Settled.OK);
    assertThat(again.claim().jobs())
        .extracting(Leased::fence)
        .containsExactly(turnover.claim().jobs().getFirst().fence());
    assertThat(queue.depth().ready()).isEqualTo(1);
  }

  @Test
  default void settlesNothingAndClaimsWhenThereIsNothingToSettle() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a")));
    // When
    Turnover turnover = queue.settleAndClaim(List.of(), "1", "w", 5, LEASE);
    // Then
    assertThat(turnover.settled()).isEmpty();
    assertThat(turnover.claim().jobs()).hasSize(1);
  }

  @Test
  default void handsNothingOutWhileItIsDrained() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a"), job("b")));
    Leased held = claimOne(queue);
    // When
    queue.drain(true);
    Claim nothing = queue.claim("drained", "w", 5, LEASE);
    List<Held> beat = queue.heartbeat("w", List.of(new Beat("a", held.fence(), NO_NEWS)), LEASE);
    Settled settled = queue.settle("a", held.fence(), new Settlement.Done());
    boolean draining = queue.depth().draining();
    queue.drain(false);
    // Then
    assertThat(nothing.jobs()).isEmpty();
    assertThat(nothing.draining()).isTrue();
    assertThat(beat).containsExactly(Held.OK);
    assertThat(settled).isEqualTo(Settled.OK);
    assertThat(draining).isTrue();
    assertThat(claimOne(queue).id()).isEqualTo("b");
  }

  @Test
  default void promotesAndTakesBackWhileItIsDrained() {
    // Given
    JobQueue queue = newQueue();
    queue.enqueue(List.of(job("a", 1, ofSeconds(1))));
    queue.drain(true);
    clock().advance(ofSeconds(2));
    // When
    claim(queue, 1);
    // Then
    assertThat(queue.depth().ready()).isEqualTo(1);
  }

  private static NewJob of(String owner, String id) {
    return NewJob.of(id, owner, 2, 1, NO_NEWS);
  }

  private static void backlog(JobQueue queue, String owner, int jobs) {
    for (int from = 0; from < jobs; from += JobQueue.LARGEST_BATCH) {
      int to = Math.min(jobs, from + JobQueue.LARGEST_BATCH);
      queue.enqueue(IntStream.range(from, to).mapToObj(i -> of(owner, owner + "-" + i)).toList());
    }
  }

  private static void settle(JobQueue queue, List<Leased> jobs) {
    queue.settleAll(
        jobs.stream().map(j -> new Settling(j.id(), j.fence(), new Settlement.Done())).toList());
  }
}
