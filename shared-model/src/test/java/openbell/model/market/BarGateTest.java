package openbell.model.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarGateTest {
  private static final LocalDate FIRST = LocalDate.of(2020, 1, 6);
  private static final LocalDate LATER = LocalDate.of(2030, 1, 1);
  private static final int BARS = 20;

  @Test
  void findsNothingWrongWithGoodBars() {
    assertThat(BarGate.check(steady(), LATER)).isEqualTo(new BarVerdict.Clean());
  }

  @Test
  void saysThatThereAreNoBars() {
    BarColumns none = new BarColumns(new int[0], new double[5][0]);
    assertThat(BarGate.check(none, LATER)).isEqualTo(new BarVerdict.Unusable("there are no bars"));
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "NaN", "Infinity"})
  void cutsBeforeANewBarWithoutAPriceAndTrustsNothingWhenItIsOld(double price) {
    // Given
    BarColumns fresh = steady();
    fresh.close()[18] = price;
    BarColumns old = steady();
    old.low()[7] = price;
    // When, Then
    assertThat(BarGate.check(fresh, LATER))
        .isEqualTo(
            new BarVerdict.Cut(
                18, "the bar of 2020-01-24 has a price that is not a number above 0"));
    assertThat(BarGate.check(old, LATER)).isInstanceOf(BarVerdict.Unusable.class);
  }

  @Test
  void cutsBeforeAHighBelowItsLow() {
    BarColumns bars = steady();
    bars.high()[19] = 1;
    assertThat(BarGate.check(bars, LATER))
        .isEqualTo(new BarVerdict.Cut(19, "the high of 2020-01-25 is below its low"));
  }

  @Test
  void cutsBarsOfDaysThatMayNotBeKnown() {
    assertThat(BarGate.check(steady(), FIRST.plusDays(9)))
        .isEqualTo(new BarVerdict.Cut(10, "there are bars of days after 2020-01-15"));
  }

  @ParameterizedTest
  @CsvSource({
    "0.25, 0.26, the price fell to a quarter",
    "0.5, 0.55, the price fell to half",
    "0.66, 0.68, the price fell to two thirds",
    "0.05, 0.054, the price fell to 1/19",
    "17.4, 16, the price rose to 16 times",
    "2.05, 1.95, the price rose to 2 times"
  })
  void cutsBeforeAJumpThatLooksLikeASplit(double open, double close, String words) {
    assertThat(BarGate.check(jump(19, open, close), LATER))
        .isEqualTo(
            new BarVerdict.Cut(
                19, words + " overnight, which looks like a split that is not adjusted"));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.6",
    "0.527, 0.4835",
    "0.9, 0.5",
    "0.43, 0.43",
    "0.6, 0.6",
    "1.5, 1.5",
    "1.3, 2"
  })
  void takesACrashForACrash(double open, double close) {
    assertThat(BarGate.check(jump(19, open, close), LATER)).isEqualTo(new BarVerdict.Clean());
  }

  @Test
  void doesNotJudgeJumpsThatAreOlderThanFiveBars() {
    assertThat(BarGate.check(jump(15, 0.25, 0.25), LATER)).isInstanceOf(BarVerdict.Cut.class);
    assertThat(BarGate.check(jump(14, 0.25, 0.25), LATER)).isEqualTo(new BarVerdict.Clean());
  }

  @Test
  void countsASymbolAsGoneAfterThirtyDays() {
    assertThat(BarGate.isGone(FIRST, FIRST.plusDays(30))).isFalse();
    assertThat(BarGate.isGone(FIRST, FIRST.plusDays(31))).isTrue();
  }

  private static BarColumns jump(int at, double open, double close) {
    BarColumns bars = steady();
    for (int t = at; t < BARS; t++) {
      for (int c = 0; c < 4; c++) {
        bars.ohlcv()[c][t] *= close;
      }
    }
    bars.open()[at] = 100 * open;
    bars.high()[at] = 100 * Math.max(open, close);
    bars.low()[at] = 100 * Math.min(open, close);
    return bars;
  }

  private static BarColumns steady() {
    int[] days = new int[BARS];
    double[][] values = new double[5][BARS];
    for (int t = 0; t < BARS; t++) {
      days[t] = (int) FIRST.toEpochDay() + t;
      for (int c = 0; c < 5; c++) {
        values[c][t] = 100;
      }
    }
    return new BarColumns(days, values);
  }
}
