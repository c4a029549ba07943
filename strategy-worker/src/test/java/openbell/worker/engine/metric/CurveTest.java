package openbell.worker.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import openbell.model.artifact.RunArtifact.Drawdown;
import openbell.model.artifact.RunArtifact.StartYear;
import openbell.model.artifact.RunArtifact.YearReturns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Figures and tables of curves that a person can follow with a pencil.
class CurveTest {
  private static final LocalDate FIRST = LocalDate.of(2020, 1, 6);

  @Test
  void listsFallsWithTheirPeakStartValleyAndRecovery() {
    // Given: 110 to 88 and back, then 121 to 115 and no end
    Falls falls = new Falls(curve(100, 100, 110, 99, 88, 110, 121, 115));
    // When
    List<Drawdown> table = falls.deepest();
    // Then
    assertThat(table)
        .containsExactly(
            new Drawdown(day(1), day(2), day(3), day(4), 88.0 / 110 - 1, 2, 2),
            new Drawdown(day(5), day(6), day(6), null, 115.0 / 121 - 1, 1, 1));
    assertThat(falls.longestDays()).isEqualTo(3);
    assertThat(falls.longestBars()).isEqualTo(3);
    assertThat(falls.currentDays()).isEqualTo(1);
    assertThat(falls.currentBars()).isEqualTo(1);
    assertThat(falls.current()).isEqualTo(115.0 / 121 - 1);
    assertThat(falls.max()).isCloseTo(-0.2, within(1e-15));
  }

  @Test
  void countsAFallBelowTheCapitalFromTheFirstBar() {
    Falls falls = new Falls(curve(100, 90, 95));
    assertThat(falls.deepest())
        .containsExactly(new Drawdown(day(0), day(0), day(0), null, 90.0 / 100 - 1, 2, 2));
    assertThat(falls.currentDays()).isEqualTo(1);
  }

  @Test
  void keepsTheTenDeepestFalls() {
    // Given: falls of 1 % to 12 %, each followed by a new peak
    double[] values = new double[24];
    for (int i = 0; i < 12; i++) {
      values[2 * i] = 100 + i - (100 + i) * 0.01 * (i + 1);
      values[2 * i + 1] = 101 + i;
    }
    // When
    List<Drawdown> table = new Falls(curve(100, values)).deepest();
    // Then
    assertThat(table).hasSize(10);
    assertThat(table.getFirst().depth()).isCloseTo(-0.12, within(1e-12));
    assertThat(table.getLast().depth()).isCloseTo(-0.03, within(1e-12));
  }

  @Test
  void compoundsMonthsAndYears() {
    // Given: nothing in February
    int[] days = {day("2019-12-30"), day("2019-12-31"), day("2020-01-02"), day("2020-03-02")};
    Curve curve = Curve.of(100, new double[] {110, 99, 108.9, 54.45}, days, 0);
    // When
    List<YearReturns> years = new Months(days).table(curve);
    // Then
    assertThat(years).hasSize(2);
    assertThat(years.get(0).year()).isEqualTo(2019);
    assertThat(years.get(0).firstMonth()).isEqualTo(12);
    assertThat(years.get(0).total()).isCloseTo(-0.01, within(1e-12));
    assertThat(years.get(1).firstMonth()).isEqualTo(1);
    assertThat(years.get(1).months().get(0)).isCloseTo(0.1, within(1e-12));
    assertThat(years.get(1).months().get(1)).isZero();
    assertThat(years.get(1).months().get(2)).isCloseTo(-0.5, within(1e-12));
    assertThat(years.get(1).total()).isCloseTo(-0.45, within(1e-12));
  }

  @Test
  void endsTheYearsWhereEverythingIsLost() {
    int[] days = {day("2019-11-29"), day("2019-12-31"), day("2020-01-02")};
    Curve curve = Curve.of(100, new double[] {50, 0, 0}, days, 0);
    List<YearReturns> years = new Months(days).table(curve);
    assertThat(years).hasSize(1);
    assertThat(years.getFirst().months()).containsExactly(-0.5, -1.0);
    assertThat(StartYears.of(curve, new int[] {0, 2}, new int[] {2019, 2020}))
        .allSatisfy(row -> assertThat(row.cagr()).isNaN());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {3, 20261121})
  void startsAYearAsIfTheRunHadBegunThere(long seed) {
    // Given: four years of weekdays
    Curve curve = walk(1_000, new SplittableRandom(seed));
    Months months = new Months(curve.days());
    int[] starts = months.yearStarts();
    // When
    List<StartYear> rows = StartYears.of(curve, starts, months.years());
    // Then
    assertThat(rows).hasSize(4).extracting(StartYear::year).containsExactly(2020, 2021, 2022, 2023);
    for (int y = 0; y < starts.length; y++) {
      double[] slice = Arrays.copyOfRange(curve.value(), starts[y], curve.size());
      int[] days = Arrays.copyOfRange(curve.days(), starts[y], curve.size());
      Curve alone = Curve.of(slice[0], slice, days, 0);
      assertThat(rows.get(y).cagr()).isEqualTo(alone.cagr());
      assertThat(rows.get(y).maxDrawdown()).isEqualTo(new Falls(alone).max());
      assertThat(rows.get(y).sharpe()).isCloseTo(ReturnSums.of(alone).sharpe(252), within(1e-12));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsQuantilesWithoutSorting(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 200; i++) {
      // Given: few or many values, with or without ties, with or without a rare extreme
      int n = 1 + random.nextInt(random.nextBoolean() ? 12 : 700);
      int kinds = random.nextBoolean() ? 3 : 1_000_000;
      double[] values = random.doubles(n).map(v -> Math.floor(v * kinds) / kinds - 0.5).toArray();
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      // When
      Tails tails = new Tails(values);
      // Then
      assertThat(tails.lowQuantile()).as("case %s", i).isEqualTo(quantile(sorted, 0.05));
      assertThat(tails.highQuantile()).as("case %s", i).isEqualTo(quantile(sorted, 1 - 0.05));
      assertThat(tails.least()).isEqualTo(sorted[0]);
      assertThat(tails.greatest()).isEqualTo(sorted[n - 1]);
      double bound = sorted[random.nextInt(n)];
      double mean = Arrays.stream(sorted).filter(v -> v < bound).average().orElse(Double.NaN);
      assertThat(tails.meanBelow(bound)).isCloseTo(mean, within(1e-12));
    }
  }

  private static double quantile(double[] sorted, double q) {
    double place = q * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-01, 2024-01-05, 252",
    "2024-01-05, 2024-01-06, 365",
    "2024-01-07, 2024-01-08, 365",
    "1850-01-01, 2024-01-05, 252",
    "1850-01-01, 2024-01-06, 365"
  })
  void countsAYearOfADailyMarketAs365Bars(String first, String last, int bars) {
    assertThat(Curve.barsPerYear(new int[] {day(first), day(last)})).isEqualTo(bars);
  }

  @Test
  void knowsEveryWeekdayOfACentury() {
    for (int day = day("1950-01-02"); day < day("2060-01-01"); day++) {
      boolean weekend = LocalDate.ofEpochDay(day).getDayOfWeek().getValue() > 5;
      assertThat(Curve.barsPerYear(new int[] {day("1950-01-02"), day}))
          .isEqualTo(weekend ? 365 : 252);
    }
  }

  @Test
  void takesTheRiskFreeRateOffEveryBar() {
    // Given: returns of 1 % and 3 %, and a rate that is 1 % a bar
    int[] days = {day("2024-01-01"), day("2024-01-02")};
    double rate = Math.pow(1.01, 252) - 1;
    Curve curve = Curve.of(1, new double[] {1.01, 1.01 * 1.03}, days, rate);
    // When
    ReturnSums sums = ReturnSums.of(curve);
    // Then: mean excess 1 %, deviation sqrt(2) %, no loss
    assertThat(sums.sharpe(252)).isCloseTo(Math.sqrt(252 / 2.0), within(1e-9));
    assertThat(sums.mean()).isCloseTo(0.02, within(1e-15));
    assertThat(sums.sortino(252)).isNaN();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {9, 99})
  void doesNotCareForTheUnitOfMoney(long seed) {
    // Given: the same curve with all money times eight, which is exact
    Curve one = walk(700, new SplittableRandom(seed));
    double[] eightfold = Arrays.stream(one.value()).map(v -> 8 * v).toArray();
    Curve eight = Curve.of(8 * one.start(), eightfold, one.days(), 0);
    // Then
    assertThat(figures(eight).formed()).isEqualTo(figures(one).formed());
    assertThat(figures(eight).missing()).isEqualTo(figures(one).missing());
  }

  private static Figures figures(Curve curve) {
    Figures out = new Figures();
    ReturnFigures.put(out, curve, new Falls(curve), new Months(curve.days()).table(curve));
    return out;
  }

  private static Curve walk(int n, SplittableRandom random) {
    int[] days = new int[n];
    double[] value = new double[n];
    int day = day("2020-01-01");
    double last = 100;
    for (int t = 0; t < n; t++) {
      while (LocalDate.ofEpochDay(++day).getDayOfWeek().getValue() > 5) {
        // Only weekdays.
      }
      days[t] = day;
      last *= 1 + 0.02 * (random.nextDouble() - 0.48);
      value[t] = last;
    }
    return Curve.of(100, value, days, 0);
  }

  /// On consecutive days.
  private static Curve curve(double start, double... values) {
    int[] days = new int[values.length];
    Arrays.setAll(days, i -> (int) FIRST.toEpochDay() + i);
    return Curve.of(start, values, days, 0);
  }

  private static LocalDate day(int i) {
    return FIRST.plusDays(i);
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }
}
