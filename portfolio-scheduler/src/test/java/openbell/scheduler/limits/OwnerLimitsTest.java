package openbell.scheduler.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import openbell.model.portfolio.Owner;
import org.junit.jupiter.api.Test;

class OwnerLimitsTest {
  private static final Owner ADA = new Owner("ada");
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private int portfolios;
  private int runs;
  private int asked;

  private final OwnerLimits limits =
      new OwnerLimits(
          new Limits(10, 5, 2),
          new UseLedger() {
            @Override
            public int portfolios(Owner owner, int most) {
              asked++;
              return Math.min(portfolios, most);
            }

            @Override
            public int runsAsked(Owner owner, Instant since, int most) {
              assertThat(since).isEqualTo("2026-11-23T00:00:00Z");
              return Math.min(runs, most);
            }
          });

  @Test
  void saysTheUseAndTheLimitWhenThereAreTooManyPortfolios() {
    // Given
    portfolios = 10;

    // When
    Excess excess = limits.onePortfolio(ADA, NOW).orElseThrow();

    // Then
    assertThat(excess.detail()).contains("10 of 10");
    assertThat(excess.until()).isNull();
  }

  @Test
  void countsRarelyFarFromTheLimitAndEveryTimeNearIt() {
    // Given an owner without portfolios who submits one after the other
    for (; portfolios < 10; portfolios++) {
      assertThat(limits.onePortfolio(ADA, NOW)).isEmpty();
    }

    // When
    boolean refused = limits.onePortfolio(ADA, NOW).isPresent();

    // Then
    assertThat(refused).isTrue();
    assertThat(asked).isEqualTo(4);
  }

  @Test
  void countsAgainWhenACountIsOld() {
    // Given
    limits.onePortfolio(ADA, NOW);
    portfolios = 10;

    // When
    boolean refused = limits.onePortfolio(ADA, NOW.plusSeconds(11)).isPresent();

    // Then
    assertThat(refused).isTrue();
  }

  @Test
  void runsOfADayBeginAgainAtMidnight() {
    // Given
    runs = 4;

    // When
    boolean one = limits.runs(ADA, 1, NOW).isEmpty();
    Excess two = limits.runs(ADA, 2, NOW).orElseThrow();

    // Then
    assertThat(one).isTrue();
    assertThat(two.until()).isPositive().isLessThanOrEqualTo(Duration.ofDays(1));
    assertThat(two.detail()).contains("4 of 5");
  }
}
