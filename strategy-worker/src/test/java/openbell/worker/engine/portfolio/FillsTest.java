package openbell.worker.engine.portfolio;

import static openbell.worker.engine.portfolio.Cases.always;
import static openbell.worker.engine.portfolio.Cases.capital;
import static openbell.worker.engine.portfolio.Cases.letters;
import static openbell.worker.testing.Documents.constant;
import static openbell.worker.testing.Documents.own;
import static openbell.worker.testing.Documents.portfolio;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import openbell.model.portfolio.Costs;
import openbell.model.portfolio.Execution;
import openbell.model.run.FailureException;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.testing.Bars;
import openbell.worker.testing.Documents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of orders at the edges: prices, fees and places that do not fit.
class FillsTest {
  @Test
  void waitsForAPriceAboveZero() {
    BarSeries bars = Bars.of("AAA", new double[] {10, 0, 20, 20}, new double[] {10, 10, 20, 20});
    Simulation run =
        Cases.run(
            always(capital("FixedAmountStrategy", Map.of("amount", 100)), "AAA")
                .execution(Execution.DEFAULT),
            bars);
    assertThat(letters(run, 0, bars)).isEqualTo("BBHH");
    assertThat(run.fills()).hasSize(1);
    assertThat(run.fills().getFirst().bar()).isEqualTo(2);
    assertThat(run.fills().getFirst().quantity()).isEqualTo(10);
  }

  @Test
  void keepsWhatCostsMoreToSellThanThereIs() {
    // Given: 9 pieces and a fee of 100 take all money; at 10 they do not bring the fee of the sale
    BarSeries bars = Bars.flat("AAA", 100, 100, 10, 10, 30, 30);
    Documents document =
        portfolio("AAA")
            .buy("GreaterThan", own("Close"), constant(50))
            .sell("LessThan", own("Close"), constant(50))
            .costs(new Costs(0, 0, 100, 0, 0))
            .capital(capital("SimplePercentCapitalStrategy", Map.of("percents", 100)));
    Simulation run = Cases.run(document, bars);
    // Then: tried again on the next bar, and done at 30
    assertThat(letters(run, 0, bars)).isEqualTo("BHSSEE");
    assertThat(run.cash()).containsExactly(1_000, 0, 0, 0, 170, 170);
    assertThat(run.notes())
        .containsExactly(
            "2020-01-09: sell of AAA skipped, its fee is more than it brings and more than the"
                + " cash");
  }

  @Test
  void freesAPlaceOnlyWhenNothingIsLeft() {
    // Given: one place; AAA is above its weight on the second day, and BBB would like to come in
    BarSeries first = Bars.flat("AAA", 20, 40, 40, 10, 10);
    BarSeries second = Bars.flat("BBB", 10, 30, 30, 30, 30);
    Documents document =
        portfolio("AAA", "BBB")
            .buy("GreaterThan", own("Close"), constant(15))
            .neverSells()
            .execution(Cases.exact())
            .capital(
                capital(
                    "TargetWeightStrategy",
                    Map.of(
                        "max_positions",
                        1,
                        "weights",
                        Map.of("AAA", 0.5, "BBB", 0.5),
                        "rebalance",
                        Map.of("frequency", "daily"))));
    Simulation run = Cases.run(document, first, second);
    assertThat(letters(run, 0, first)).isEqualTo("BSHSE");
    assertThat(letters(run, 1, second)).isEqualTo("EEEBH");
  }

  @Test
  void holdsAndRestsForAsLongAsAskedWhenWeightsAreRestored() {
    // Given: wanted above 15; one bar must pass after a buy, and one after a sale
    BarSeries bars = Bars.flat("AAA", 20, 10, 10, 20, 20, 20);
    Execution exact = Cases.exact();
    Execution slow =
        new Execution(
            exact.fill(),
            exact.sizeAt(),
            exact.onCashShortage(),
            exact.calendar(),
            null,
            1,
            1,
            1,
            true);
    Documents document =
        portfolio("AAA")
            .buy("GreaterThan", own("Close"), constant(15))
            .neverSells()
            .execution(slow)
            .capital(
                capital("EqualWeightStrategy", Map.of("rebalance", Map.of("frequency", "daily"))));
    assertThat(letters(Cases.run(document, bars), 0, bars)).isEqualTo("BHSEBH");
  }

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvSource({
    "FixedAmountStrategy,        percents,        0, amount must be above 0",
    "FixedAmountStrategy,        amount,         -1, amount must be above 0",
    "PercentCapitalStrategy,     percents,      101, percents must be above 0 and at most 100",
    "PercentCapitalStrategy,     initial_capital, 0, initial_capital must be above 0",
    "EqualWeightStrategy,        max_positions,   0, max_positions must be above 0",
    "EqualWeightStrategy,        cash_buffer_percent, -1, cash_buffer_percent must be 0 to 100",
    "InverseVolatilityStrategy,  lookback,        1, lookback must be 2 to 2000",
    "TargetVolatilityStrategy,   target,          0, target must be above 0",
    "TargetVolatilityStrategy,   max_leverage,    0, max_leverage must be above 0",
    "FixedInvestmentStrategy,    settlement_bars, -1, settlement_bars must not be negative",
    "SomeStrategy,               percents,       10, this engine does not know the capital"
  })
  void namesTheParameterThatCannotBe(String name, String param, double value, String sentence) {
    assertThatThrownBy(() -> CapitalPlan.of(capital(name, Map.of(param, value))))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void namesWhatIsWrongInsideTheRebalanceTerms() {
    Map<String, Object> often = Map.of("rebalance", Map.of("frequency", "hourly"));
    Map<String, Object> drift = Map.of("rebalance", Map.of("drift_threshold", -0.1));
    Map<String, Object> text = Map.of("weights", Map.of("AAA", "half"));
    assertThatThrownBy(() -> CapitalPlan.of(capital("EqualWeightStrategy", often)))
        .hasMessageContaining("rebalance.frequency must be none, daily");
    assertThatThrownBy(() -> CapitalPlan.of(capital("EqualWeightStrategy", drift)))
        .hasMessageContaining("rebalance.drift_threshold must be above 0");
    assertThatThrownBy(() -> CapitalPlan.of(capital("TargetWeightStrategy", text)))
        .hasMessageContaining("weights.AAA must be a number");
  }
}
