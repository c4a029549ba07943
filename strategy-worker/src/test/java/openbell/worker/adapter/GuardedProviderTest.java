package openbell.worker.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.cache.ValueCache;
import openbell.runtime.cache.adapter.MemoryValueCache;
import openbell.runtime.testing.ManualClock;
import openbell.worker.market.Answer;
import openbell.worker.market.BarProvider;
import openbell.worker.market.BarRequest;
import openbell.worker.market.NoBars;
import openbell.worker.market.RateLimiter;
import openbell.worker.market.Waiting;
import org.junit.jupiter.api.Test;

class GuardedProviderTest {
  private static final Instant START = Instant.parse("2020-01-08T12:00:00Z");

  private final ManualClock clock = ManualClock.at(START);
  private final ValueCache cache = new MemoryValueCache(clock);
  private final List<Instant> asked = new ArrayList<>();

  @Test
  void spacesTheQuestionsOfAllWorkers() {
    // Given
    GuardedProvider one = worker(_ -> new Answer.Unknown());
    GuardedProvider other = worker(_ -> new Answer.Unknown());
    // When
    for (int i = 0; i < 3; i++) {
      one.fetch(request(60));
      other.fetch(request(60));
    }
    // Then: five per second
    assertThat(asked).hasSize(6);
    for (int i = 0; i < 6; i++) {
      assertThat(asked.get(i)).isEqualTo(START.plusMillis(200L * i));
    }
  }

  @Test
  void stopsAllWorkersForAsLongAsTheProviderAsks() {
    // Given
    GuardedProvider one =
        worker(n -> n == 1 ? new Answer.Busy(Duration.ofSeconds(7)) : new Answer.Unknown());
    GuardedProvider other = worker(_ -> new Answer.Unknown());
    // When
    Answer answer = one.fetch(request(60));
    other.fetch(request(60));
    // Then
    assertThat(answer).isEqualTo(new Answer.Unknown());
    assertThat(asked.get(1)).isEqualTo(START.plusSeconds(7));
    assertThat(asked.get(2)).isAfter(asked.get(1));
  }

  @Test
  void doesNotWaitForATurnThatComesTooLate() {
    GuardedProvider worker = worker(_ -> new Answer.Busy(Duration.ofMinutes(5)));
    assertThat(worker.fetch(request(60))).isInstanceOf(Answer.Busy.class);
    assertThat(asked).hasSize(1);
    assertThat(clock.instant()).isBefore(START.plusSeconds(1));
  }

  @Test
  void triesAgainAndThenLeavesTheProviderAlone() {
    // Given
    GuardedProvider worker =
        worker(
            n -> {
              if (n == 2) {
                return new Answer.Unknown();
              }
              throw NoBars.now("the source does not answer");
            });
    assertThat(worker.fetch(request(60))).isEqualTo(new Answer.Unknown());
    assertThat(asked).hasSize(2);
    // When: 18 more failures, five tries at a time
    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(() -> worker.fetch(request(60))).isInstanceOf(FailureException.class);
    }
    // Then
    assertThat(asked).hasSize(20);
    assertThatThrownBy(() -> worker.fetch(request(60)))
        .hasMessage(
            "MARKET_DATA_UNAVAILABLE: the source failed too often and is left alone for a while");
    assertThat(asked).hasSize(20);
  }

  @Test
  void doesNotTakeBadBarsForAFailureOfTheProvider() {
    GuardedProvider worker =
        worker(
            _ -> {
              throw FailureException.of(
                  FailureReason.INVALID_MARKET_DATA, "SPY: High is below Low");
            });
    for (int i = 0; i < 25; i++) {
      assertThatThrownBy(() -> worker.fetch(request(60)))
          .hasMessage("INVALID_MARKET_DATA: SPY: High is below Low");
    }
    assertThat(asked).as("each time once").hasSize(25);
  }

  private BarRequest request(int seconds) {
    return new BarRequest("SPY", LocalDate.EPOCH, clock.instant().plusSeconds(seconds));
  }

  /// @param answers of the first, second ... question to this worker
  private GuardedProvider worker(IntFunction<Answer> answers) {
    Waiting waiting = new Waiting(clock, new SplittableRandom(1), clock::advance);
    BarProvider provider =
        new BarProvider() {
          private int questions;

          @Override
          public String name() {
            return "made-up";
          }

          @Override
          public String identity() {
            return "made-up-1";
          }

          @Override
          public Answer fetch(BarRequest request) {
            asked.add(clock.instant());
            return answers.apply(++questions);
          }
        };
    return new GuardedProvider(
        provider,
        new RateLimiter(cache, provider.identity(), 5, Duration.ofSeconds(1), waiting),
        Duration.ofMillis(2),
        Duration.ofMinutes(1));
  }
}
