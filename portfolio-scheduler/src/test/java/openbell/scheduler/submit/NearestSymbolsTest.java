package openbell.scheduler.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestSymbolsTest {
  private static final List<String> KNOWN = List.of("AAPL", "GOOG", "GOOGL", "MSFT", "SPX", "SPY");

  @Test
  void namesTheSymbolsThatAreEasilyMistyped() {
    // Given
    String mistyped = "APPL";

    // When
    List<String> nearest = NearestSymbols.of(mistyped, KNOWN);

    // Then
    assertThat(nearest).containsExactly("AAPL");
  }

  @Test
  void orderIsByDistanceAndThenByName() {
    // Given
    String mistyped = "SPZ";

    // When
    List<String> nearest = NearestSymbols.of(mistyped, KNOWN);

    // Then
    assertThat(nearest).containsExactly("SPX", "SPY");
  }
}
