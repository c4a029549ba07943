package openbell.worker.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import openbell.model.market.BarColumns;
import openbell.worker.testing.Bars;
import org.junit.jupiter.api.Test;

class PackedBarsTest {
  private static final LocalDate DAY_2 = Bars.FIRST.plusDays(1);
  private static final Instant NOW = Instant.parse("2020-01-07T22:00:00Z");
  private static final Instant CLOSE = Instant.parse("2020-01-08T21:00:00Z");

  @Test
  void packsFiveThousandBarsIntoLessThan120KilobytesWithoutLosingABit() {
    // Given: prices of six decimals, as an adjusted chart gives them
    BarColumns walk = Bars.walk("SPY", 5_000, 50, new SplittableRandom(7)).bars();
    for (int c = 0; c < 4; c++) {
      for (int t = 0; t < walk.size(); t++) {
        walk.ohlcv()[c][t] = Math.round(walk.ohlcv()[c][t] * 1e6) / 1e6;
      }
    }
    BarHead head = new BarHead(NOW, CLOSE, DAY_2, "made-up", "A remark.");
    // When
    byte[] value = PackedBars.of(head, walk).bytes();
    PackedBars read = PackedBars.read(value).orElseThrow();
    // Then
    assertThat(value.length).isLessThan(120_000);
    assertThat(read.head()).isEqualTo(head);
    assertThat(read.columns().ohlcv()).isDeepEqualTo(walk.ohlcv());
  }
}
