package openbell.worker.engine.portfolio;

import static openbell.worker.engine.portfolio.Cases.always;
import static openbell.worker.engine.portfolio.Cases.bars;
import static openbell.worker.engine.portfolio.Cases.capital;
import static openbell.worker.engine.portfolio.Cases.letters;
import static openbell.worker.testing.Documents.constant;
import static openbell.worker.testing.Documents.node;
import static openbell.worker.testing.Documents.own;
import static openbell.worker.testing.Documents.portfolio;
import static openbell.worker.testing.Documents.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import openbell.model.artifact.RunArtifact.Trade;
import openbell.model.portfolio.Execution;
import openbell.model.run.FailureException;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.testing.Bars;
import openbell.worker.testing.Documents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Target weights: when they are restored, and what is traded then. Every number is worked out by
/// hand from 1,000 of money.
class RebalancingTest {
  private static Map<String, Object> rebalance(String frequency) {
    return Map.of("frequency", frequency);
  }

  // The price rises on every bar, so half the money in it means a sale whenever weights are
  // restored.
  @ParameterizedTest(name = "{0}, on the first bar {1}: {3}")
  @CsvSource({
    "none,      true,  2020-01-06 2020-01-07 2020-02-03 2021-02-03, BHHH",
    "daily,     true,  2020-01-06 2020-01-07 2020-02-03 2021-02-03, BSSS",
    "daily,     false, 2020-01-06 2020-01-07 2020-02-03 2021-02-03, EBSS",
    // 2021-01-01 is a Friday of the last ISO week of 2020.
    "weekly,    true,  2020-12-28 2020-12-31 2021-01-01 2021-01-04, BHHS",
    "weekly,    false, 2020-12-28 2020-12-31 2021-01-01 2021-01-04, EEEB",
    // The same week number a year later is another week.
    "weekly,    true,  2020-01-06 2020-01-12 2021-01-11 2021-01-12, BHSH",
    "monthly,   true,  2020-01-30 2020-01-31 2020-02-03 2020-02-28, BHSH",
    "monthly,   true,  2020-01-31 2021-01-29 2021-02-26 2021-02-28, BSSH",
    "quarterly, true,  2020-02-28 2020-03-31 2020-04-01 2020-06-30, BHSH",
    "quarterly, false, 2020-02-28 2020-03-31 2020-04-01 2020-07-01, EEBS",
    "yearly,    true,  2019-12-31 2020-01-02 2020-12-31 2021-01-04, BSHS"
  })
  void restoresWeightsOnTheFirstBarOfEachPeriod(
      String frequency, boolean onFirstBar, String days, String states) {
    BarSeries bars = bars("AAA", days, 10, 11, 12, 13);
    Simulation run =
        Cases.run(
            always(
                capital(
                    "TargetWeightStrategy",
                    Map.of(
                        "weights",
                        Map.of("AAA", 0.5),
                        "rebalance",
                        Map.of("frequency", frequency, "on_first_bar", onFirstBar))),
                "AAA"),
            bars);
    assertThat(letters(run, 0, bars)).isEqualTo(states);
  }

  @Test
  void restoresWeightsWhenOneHasDriftedTooFar() {
    // Given: 50 pieces of each; 600/1,100 is off by 0.045, 800/1,300 by 0.115
    BarSeries first = Bars.flat("AAA", 10, 12, 16, 16, 16);
    BarSeries second = Bars.flat("BBB", 10, 10, 10, 10, 10);
    // When
    Simulation run =
        Cases.run(
            always(
                capital(
                    "EqualWeightStrategy",
                    Map.of("rebalance", Map.of("frequency", "none", "drift_threshold", 0.1))),
                "AAA",
                "BBB"),
            first,
            second);
    // Then: 650 of each, the sale first
    assertThat(letters(run, 0, first)).isEqualTo("BHSHH");
    assertThat(letters(run, 1, second)).isEqualTo("BHBHH");
    assertThat(run.fills().stream().map(Fill::quantity))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
        .containsExactly(50.0, 50.0, -9.375, 15.0);
    assertThat(run.equity()[4]).isCloseTo(1_300, within(1e-9));
  }

  @Test
  void keepsTheQuantityOfASymbolWithoutABar() {
    // Given: BBB does not trade on the first day of February; its half stays reserved for it
    String days = "2020-01-30 2020-01-31 2020-02-03 2020-02-04 2020-03-02 2020-03-03";
    BarSeries first = bars("AAA", days, 10, 10, 20, 20, 20, 20);
    BarSeries second =
        bars("BBB", "2020-01-30 2020-01-31 2020-02-04 2020-03-02 2020-03-03", 10, 10, 10, 10, 10);
    // When
    Simulation run =
        Cases.run(always(capital("EqualWeightStrategy", Map.of()), "AAA", "BBB"), first, second);
    // Then: 1,500 in all; 12.5 pieces of AAA sold in February, 25 of BBB bought in March
    assertThat(run.fills())
        .extracting(Fill::bar, Fill::symbol, fill -> Math.round(1_000 * fill.quantity()) / 1e3)
        .containsExactly(
            tuple(0, "AAA", 50.0),
            tuple(0, "BBB", 50.0),
            tuple(2, "AAA", -12.5),
            tuple(4, "BBB", 25.0));
  }

  @Test
  void countsWeightsBelowZeroAndUndefinedOnesAsNothing() {
    // Given: the weight is the mean of two closes, undefined on the first bar and then negative
    BarSeries undefined = Bars.flat("AAA", 0.5, 0.5, 0.5, 0.5);
    Documents half =
        always(capital("TargetWeightStrategy", Map.of("rebalance", rebalance("daily"))), "AAA")
            .indicator(node("mean", "SMA", Map.of("period", 2)))
            .column("weight", ref("mean"));
    Documents negative =
        always(capital("TargetWeightStrategy", Map.of("rebalance", rebalance("daily"))), "AAA")
            .column("weight", constant(-0.5));
    // When
    Simulation later = Cases.run(half, undefined);
    Simulation never = Cases.run(negative, undefined);
    // Then
    assertThat(letters(later, 0, undefined)).isEqualTo("EBHH");
    assertThat(later.invested()).containsExactly(0, 500, 500, 500);
    assertThat(letters(never, 0, undefined)).isEqualTo("EEEE");
  }

  @Test
  void weighsOnlySymbolsWhoseBuySignalHolds() {
    // Given: BBB is above 15 on the second day only
    BarSeries first = Bars.flat("AAA", 20, 20, 20, 20);
    BarSeries second = Bars.flat("BBB", 10, 20, 10, 10);
    Documents document =
        portfolio("AAA", "BBB")
            .buy("GreaterThan", own("Close"), constant(15))
            .neverSells()
            .execution(Cases.exact())
            .capital(capital("EqualWeightStrategy", Map.of("rebalance", rebalance("daily"))));
    // When
    Simulation run = Cases.run(document, first, second);
    // Then: all in AAA, then halves, then 500 + 250 in AAA again
    assertThat(letters(run, 0, first)).isEqualTo("BSBH");
    assertThat(letters(run, 1, second)).isEqualTo("EBSE");
    assertThat(run.invested()).containsExactly(1_000, 1_000, 750, 750);
    Trade trade = run.trades().getFirst();
    assertThat(trade.symbol()).isEqualTo("BBB");
    assertThat(trade.pnl()).isEqualTo(-250);
  }

  @Test
  void sellsOnASellSignalBetweenTwoRestorations() {
    BarSeries bars = Bars.flat("AAA", 10, 10, 8, 10, 10);
    Documents document =
        portfolio("AAA")
            .buy("Always")
            .sell("LessThan", own("Close"), constant(9))
            .execution(Cases.exact())
            .capital(capital("EqualWeightStrategy", Map.of("rebalance", rebalance("yearly"))));
    Simulation run = Cases.run(document, bars);
    assertThat(letters(run, 0, bars)).isEqualTo("BHSEE");
    assertThat(run.cash()).containsExactly(0, 0, 800, 800, 800);
  }

  @Test
  void takesPartialSalesIntoTheRoundTrip() {
    // Given: 50 pieces at 10; at 20, 12.5 are sold, then at 10, 6.25 bought; all sold at 40
    BarSeries bars = Bars.flat("AAA", 10, 20, 10, 40, 40);
    Documents document =
        portfolio("AAA")
            .buy("Always")
            .sell("GreaterThan", own("Close"), constant(30))
            .execution(Cases.exact())
            .capital(
                capital(
                    "TargetWeightStrategy",
                    Map.of("weights", Map.of("AAA", 0.5), "rebalance", rebalance("daily"))));
    // When
    Simulation run = Cases.run(document, bars);
    // Then: equity 1,500 and 37.5 pieces; 1,125 and 56.25; 2,812.5 and none
    assertThat(letters(run, 0, bars)).isEqualTo("BSBSE");
    assertThat(run.trades()).hasSize(1);
    Trade trade = run.trades().getFirst();
    assertThat(trade.quantity()).isEqualTo(68.75);
    assertThat(trade.entryPrice()).isEqualTo((500 + 187.5) / 68.75);
    assertThat(trade.exitPrice()).isEqualTo((250 + 2_250) / 68.75);
    assertThat(trade.pnl()).isEqualTo(run.equity()[4] - 1_000).isEqualTo(1_812.5);
    assertThat(trade.bars()).isEqualTo(3);
  }

  @Test
  void tradesWholeLotsAtTheNextOpenWithTheCashThereIs() {
    // Given: at the close 50 pieces are wanted; at the open they cost 21, and 47 can be paid
    BarSeries bars = Bars.of("AAA", new double[] {20, 21, 20}, new double[] {20, 20, 20});
    Documents document =
        always(capital("EqualWeightStrategy", Map.of()), "AAA").execution(Execution.DEFAULT);
    Simulation run = Cases.run(document, bars);
    assertThat(run.fills().getFirst().quantity()).isEqualTo(47);
    assertThat(run.cash()[2]).isEqualTo(1_000 - 47 * 21);
  }

  @Test
  void refusesWeightsThatNobodyGives() {
    BarSeries bars = Bars.flat("AAA", 10, 10);
    assertThatThrownBy(
            () -> Cases.run(always(capital("TargetWeightStrategy", Map.of()), "AAA"), bars))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("TargetWeightStrategy needs weights");
    Map<String, Object> stranger = Map.of("weights", Map.of("CCC", 0.5));
    assertThatThrownBy(
            () -> Cases.run(always(capital("TargetWeightStrategy", stranger), "AAA"), bars))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("weights names CCC");
  }

  @Test
  void weighsEverySymbolWhereThereIsNoBuySignal() {
    BarSeries bars = Bars.flat("AAA", 10, 10);
    Holdings signal =
        Cases.holdings(
            always(capital("EqualWeightStrategy", Map.of()), "AAA").build(), List.of(bars));
    Holdings none =
        new Holdings(
            signal.definition(),
            signal.capital(),
            signal.calendar(),
            signal.symbols(),
            -1,
            -1,
            signal.rank(),
            null);
    assertThat(Simulator.run(none).invested()).containsExactly(1_000, 1_000);
  }
}
