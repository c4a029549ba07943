package openbell.worker.engine.portfolio;

import static openbell.worker.engine.portfolio.Cases.always;
import static openbell.worker.engine.portfolio.Cases.bars;
import static openbell.worker.engine.portfolio.Cases.capital;
import static openbell.worker.testing.Documents.constant;
import static openbell.worker.testing.Documents.node;
import static openbell.worker.testing.Documents.own;
import static openbell.worker.testing.Documents.portfolio;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Map;
import openbell.model.portfolio.Execution;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.testing.Bars;
import openbell.worker.testing.Documents;
import org.junit.jupiter.api.Test;

/// How much of which symbol: every number is worked out by hand from 1,000 of money.
class WeightsTest {
  private static final double ROOT = Math.sqrt(2);

  @Test
  void weighsInverselyToTheDeviationOfOwnReturns() {
    // Given: returns of +-10 % and +-5 %, whose deviations are as 2 to 1; the first two bars lie
    // before the start
    BarSeries wild = Bars.flat("AAA", 100, 110, 99, 99);
    BarSeries calm = Bars.flat("BBB", 100, 105, 99.75, 99.75);
    // When
    Simulation run =
        Cases.run(
            always(capital("InverseVolatilityStrategy", Map.of("lookback", 2)), "AAA", "BBB")
                .from(wild.date(2)),
            wild,
            calm);
    // Then
    assertThat(run.standings().get(0).quantity()).isCloseTo(1_000 / 3.0 / 99, within(1e-9));
    assertThat(run.standings().get(1).quantity()).isCloseTo(2_000 / 3.0 / 99.75, within(1e-9));
  }

  @Test
  void leavesOutSymbolsWhoseDeviationIsNotKnownOrNothing() {
    BarSeries wild = Bars.flat("AAA", 100, 110, 99, 99);
    BarSeries still = Bars.flat("BBB", 50, 50, 50, 50);
    BarSeries young = bars("CCC", wild.date(2) + " " + wild.date(3), 10, 10);
    Simulation run =
        Cases.run(
            always(capital("InverseVolatilityStrategy", Map.of("lookback", 2)), "AAA", "BBB", "CCC")
                .from(wild.date(2)),
            wild,
            still,
            young);
    assertThat(run.standings().get(0).quantity()).isCloseTo(1_000 / 99.0, within(1e-9));
    assertThat(run.standings().get(1).quantity()).isZero();
    assertThat(run.standings().get(2).quantity()).isZero();
  }

  @Test
  void scalesWeightsToTheTargetDeviation() {
    // Given: +-10 % on weekdays: a deviation of 0.2/sqrt(2) a day
    BarSeries bars = Bars.flat("AAA", 100, 110, 99, 99);
    double realised = 0.2 / ROOT * Math.sqrt(252);
    assertThat(invested(0.5, 1, bars)).isCloseTo(1_000 * 0.5 / realised, within(1e-9));
    // No more than everything, and no more than max_leverage.
    assertThat(invested(9, 1, bars)).isCloseTo(1_000, within(1e-9));
    assertThat(invested(9, 0.7, bars)).isCloseTo(700, within(1e-9));
  }

  @Test
  void countsAllDaysOfTheYearWhereBarsFallOnWeekends() {
    // 2020-01-10 is a Friday
    BarSeries bars = bars("AAA", "2020-01-10 2020-01-11 2020-01-12 2020-01-13", 100, 110, 99, 99);
    double realised = 0.2 / ROOT * Math.sqrt(365);
    assertThat(invested(0.5, 1, bars)).isCloseTo(1_000 * 0.5 / realised, within(1e-9));
  }

  private static double invested(double target, double most, BarSeries bars) {
    Map<String, Object> params = Map.of("lookback", 2, "target", target, "max_leverage", most);
    return Cases.run(
            always(capital("TargetVolatilityStrategy", params), "AAA").from(bars.date(2)), bars)
        .invested()[0];
  }

  @Test
  void measuresABasketDayByDay() {
    // Given: AAA moves by +10 % and -10 %; BBB misses the second day and makes one step of +20 %.
    // Halves of both return 5 % and (-10 % + 20 %)/2 = 5 %: no deviation at all
    BarSeries first = bars("AAA", "2020-01-06 2020-01-07 2020-01-08 2020-01-09", 100, 110, 99, 99);
    BarSeries second = bars("BBB", "2020-01-03 2020-01-06 2020-01-08 2020-01-09", 9, 10, 12, 12);
    Map<String, Object> params = Map.of("lookback", 2, "target", 0.01);
    Simulation run =
        Cases.run(
            always(capital("TargetVolatilityStrategy", params), "AAA", "BBB").from(first.date(2)),
            first,
            second);
    assertThat(run.invested()[0]).isCloseTo(1_000, within(1e-9));
  }

  @Test
  void keepsGivenWeightsInProportionWhenItScalesThem() {
    BarSeries first = Bars.flat("AAA", 100, 110, 99, 99);
    BarSeries second = Bars.flat("BBB", 50, 50, 50, 50);
    Map<String, Object> params =
        Map.of("lookback", 2, "target", 0.5, "weights", Map.of("AAA", 0.6, "BBB", 0.2));
    Simulation run =
        Cases.run(
            always(capital("TargetVolatilityStrategy", params), "AAA", "BBB").from(first.date(2)),
            first,
            second);
    double factor = 0.5 / (0.6 * 0.2 / ROOT * Math.sqrt(252));
    assertThat(run.standings().get(0).quantity())
        .isCloseTo(0.6 * factor * 1_000 / 99, within(1e-9));
    assertThat(run.standings().get(1).quantity())
        .isCloseTo(0.2 * factor * 1_000 / 50, within(1e-9));
  }

  @Test
  void choosesTheBestRankedAndRotates() {
    // Given: two places; the price is the rank
    BarSeries first = Bars.flat("AAA", 30, 30, 30, 30);
    BarSeries second = Bars.flat("BBB", 20, 20, 20, 20);
    BarSeries third = Bars.flat("CCC", 10, 10, 25, 25);
    Map<String, Object> params =
        Map.of("max_positions", 2, "rank_by", "price", "rebalance", Map.of("frequency", "daily"));
    Documents document =
        always(capital("EqualWeightStrategy", params), "AAA", "BBB", "CCC")
            .indicator(node("price", "SMA", Map.of("period", 1)));
    // When
    Simulation run = Cases.run(document, first, second, third);
    // Then: BBB makes room for CCC
    assertThat(Cases.letters(run, 0, first)).isEqualTo("BHHH");
    assertThat(Cases.letters(run, 1, second)).isEqualTo("BHSE");
    assertThat(Cases.letters(run, 2, third)).isEqualTo("EEBH");
    assertThat(run.standings().get(2).quantity()).isCloseTo(500 / 25.0, within(1e-9));
  }

  @Test
  void leavesTheCashBufferAlone() {
    BarSeries first = Bars.flat("AAA", 10, 10);
    BarSeries second = Bars.flat("BBB", 20, 20);
    Simulation equal =
        Cases.run(
            always(capital("EqualWeightStrategy", Map.of("cash_buffer_percent", 20)), "AAA", "BBB"),
            first,
            second);
    // Given weights stay as they are; what the buffer does not allow is not bought.
    Simulation given =
        Cases.run(
            always(
                capital(
                    "TargetWeightStrategy",
                    Map.of("cash_buffer_percent", 20, "weights", Map.of("AAA", 0.5, "BBB", 0.5))),
                "AAA",
                "BBB"),
            first,
            second);
    assertThat(equal.standings().get(0).quantity()).isCloseTo(40, within(1e-9));
    assertThat(equal.standings().get(1).quantity()).isCloseTo(20, within(1e-9));
    assertThat(given.standings().get(0).quantity()).isCloseTo(50, within(1e-9));
    assertThat(given.standings().get(1).quantity()).isCloseTo(15, within(1e-9));
  }

  @Test
  void buysForTheSameMoneyEachTime() {
    // Given: bought at 12, sold at 8, bought at 12 with a third of what is there
    BarSeries bars = Bars.flat("AAA", 12, 12, 8, 8, 12, 12);
    Documents document =
        portfolio("AAA")
            .buy("GreaterThan", own("Close"), constant(10))
            .sell("LessThan", own("Close"), constant(10))
            .capital(capital("FixedAmountStrategy", Map.of("amount", 300)));
    Simulation run = Cases.run(document, bars);
    assertThat(run.fills().stream().map(Fill::quantity)).containsExactly(25.0, -25.0, 25.0);
  }

  @Test
  void investsYearlyMoneyOnTheDayItArrivesWhereItSettlesAtOnce() {
    // Given: 100 arrive on the first bar of 2021
    String days = "2020-12-30 2020-12-31 2021-01-04 2021-01-05 2021-02-01";
    BarSeries bars = bars("AAA", days, 10, 10, 10, 10, 10);
    Map<String, Object> params =
        Map.of(
            "percents", 100,
            "investment_amount", 100,
            "investment_frequency", "y",
            "settlement_bars", 0);
    Simulation run =
        Cases.run(
            always(capital("FixedInvestmentStrategy", params), "AAA").execution(Execution.DEFAULT),
            bars);
    assertThat(run.flow()).containsExactly(0, 0, 100, 0, 0);
    assertThat(run.fills()).extracting(Fill::bar).containsExactly(1, 3);
    assertThat(run.fills().getLast().day()).isEqualTo((int) LocalDate.of(2021, 1, 5).toEpochDay());
    assertThat(run.unit()).containsOnly(100);
  }
}
