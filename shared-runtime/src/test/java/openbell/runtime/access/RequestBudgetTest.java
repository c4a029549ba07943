package openbell.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import openbell.model.portfolio.Owner;
import openbell.runtime.testing.ManualClock;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {
  private static final Owner ANNA = new Owner("anna");

  private final ManualClock clock = ManualClock.at("2018-06-15T13:30:00Z");
  private final RequestBudget budget = new RequestBudget(60, clock);

  @Test
  void givesAMinutesWorthAtOnceAndThenOneASecond() {
    // Given
    for (int i = 0; i < 60; i++) {
      assertThat(budget.take(ANNA)).isZero();
    }
    // When
    Duration wait = budget.take(ANNA);
    // Then
    assertThat(wait).isEqualTo(Duration.ofSeconds(1));
    clock.advance(wait);
    assertThat(budget.take(ANNA)).isZero();
    assertThat(budget.take(ANNA)).isPositive();
  }

  @Test
  void countsEveryOwnerAlone() {
    // Given
    for (int i = 0; i < 60; i++) {
      budget.take(ANNA);
    }
    // When
    Duration wait = budget.take(new Owner("bob"));
    // Then
    assertThat(wait).isZero();
  }

  @Test
  void survivesAClockThatIsSetBack() {
    // Given
    budget.take(ANNA);
    // When
    clock.advance(Duration.ofHours(-2));
    // Then
    assertThat(budget.take(ANNA)).isZero();
  }
}
