package openbell.runtime.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import openbell.runtime.queue.adapter.MemoryJobQueues;
import openbell.runtime.testing.ManualClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A queue on a real server lives like the model in memory, and a queue without one of its rules
/// does not.
///
/// Options: `openbell.model.seconds` of seeded operations (7), or `openbell.model.operations` how
/// many, and `openbell.seed` where the seeds begin.
public abstract class ModelContract {
  private static final int STEPS = 400;
  private static final int CAPACITY = 20;
  private static final long FIRST_SEED = Long.getLong("openbell.seed", 20_260_105);
  private static final Duration LIFE =
      Duration.ofSeconds(Integer.getInteger("openbell.model.seconds", 7));
  private static final int OPERATIONS = Integer.getInteger("openbell.model.operations", 0);

  /// Lives after which a missing rule must have been noticed.
  private static final int LIVES_TO_NOTICE = 25;

  /// An empty queue on the clock.
  ///
  /// @param mutation the rule that is missing; null for none
  protected abstract JobQueue newQueue(
      ManualClock clock, long capacity, @Nullable Mutation mutation);

  @Test
  void livesLikeItsModelWhateverHappens() {
    // Given
    Instant end = Instant.now().plus(LIFE);
    int lives = 0;
    // When
    while (OPERATIONS > 0 ? lives * STEPS < OPERATIONS : Instant.now().isBefore(end)) {
      live(FIRST_SEED + lives++, null);
    }
    // Then
    System.out.printf("%s: %,d operations like the model%n", getClass().getName(), lives * STEPS);
    assertThat(lives).isPositive();
  }

  @ParameterizedTest
  @EnumSource(Mutation.class)
  void noticesAMissingRule(Mutation mutation) {
    // Given lives that are all well when no rule is missing
    // When
    var noticed =
        assertThatThrownBy(
            () -> {
              for (int life = 0; life < LIVES_TO_NOTICE; life++) {
                live(FIRST_SEED + life, mutation);
              }
            });
    // Then
    noticed.isInstanceOf(AssertionError.class).hasMessageContaining("seed ");
  }

  private void live(long seed, @Nullable Mutation mutation) {
    ManualClock clock = ManualClock.at("2026-01-05T14:30:00Z");
    JobQueue model = new MemoryJobQueues(clock, CAPACITY).named("model");
    new RandomLife(seed, clock, newQueue(clock, CAPACITY, mutation), model).live(STEPS);
  }
}
