package openbell.scheduler.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import openbell.model.portfolio.PortfolioId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {
  private static final int PORTFOLIOS = 12_000;
  private static final int PARTS = 12;

  @ParameterizedTest
  @CsvSource({
    "p1,PT2M,PT1M25.817S",
    "p2,PT2M,PT1M38.244S",
    "golden-cross,PT1H,PT3M15.258S",
    "golden-cross,PT0S,PT0S",
    "golden-cross,PT0.001S,PT0S"
  })
  void isTheSameForEverOnEveryMachine(String portfolio, Duration width, Duration share) {
    // Given figures that were written down once: a retry after an update must not move

    // When, then
    assertThat(Spread.share(new PortfolioId(portfolio), width)).isEqualTo(share);
  }

  @Test
  void spreadsRandomIdsEvenly() {
    // Given ids as the service makes them, from a fixed seed
    Random random = new Random(11);

    // When
    int[] parts =
        parts(
            _ -> new UUID(random.nextLong(), random.nextLong()).toString(), Duration.ofMinutes(2));

    // Then of twelve parts of two minutes none is a fifth off: 1,000 each, give or take 6 sigma
    assertThat(Arrays.stream(parts).summaryStatistics().getMin()).isGreaterThan(800);
    assertThat(Arrays.stream(parts).summaryStatistics().getMax()).isLessThan(1_200);
  }

  @Test
  void spreadsIdsThatDifferInTheirLastLettersOnly() {
    // Given numbered ids, and ids in hexadecimal

    // When
    int[] numbered = parts(number -> "portfolio-" + number, Duration.ofMinutes(2));
    int[] hex = parts(number -> HexFormat.of().toHexDigits(number), Duration.ofHours(1));

    // Then
    assertThat(Arrays.stream(numbered).summaryStatistics().getMin()).isGreaterThan(800);
    assertThat(Arrays.stream(hex).summaryStatistics().getMin()).isGreaterThan(800);
  }

  /// How many of the shares lie in each twelfth of the width; every one lies inside it.
  private static int[] parts(IntFunction<String> ids, Duration width) {
    int[] parts = new int[PARTS];
    for (int number = 0; number < PORTFOLIOS; number++) {
      long share = Spread.share(new PortfolioId(ids.apply(number)), width).toMillis();
      // A share outside would be outside of the array.
      parts[Math.toIntExact(Math.floorDiv(share * PARTS, width.toMillis()))]++;
    }
    return parts;
  }
}
