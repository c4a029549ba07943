package openbell.worker.engine;

import static openbell.worker.testing.Documents.constant;
import static openbell.worker.testing.Documents.node;
import static openbell.worker.testing.Documents.own;
import static openbell.worker.testing.Documents.portfolio;
import static openbell.worker.testing.Documents.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import openbell.worker.testing.Bars;
import openbell.worker.testing.Documents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the engine does not evaluate, and the sentence it says instead.
class EngineRefusalsTest {
  private static final LocalDate LATER = LocalDate.of(2100, 1, 1);

  /// Buys above 10, sells below 10.
  private static Documents level() {
    return portfolio("AAA")
        .buy("GreaterThan", own("Close"), constant(10))
        .sell("LessThan", own("Close"), constant(10));
  }

  @Test
  void namesTheSymbolWhoseHistoryIsTooShort() {
    Documents document =
        portfolio("AAA")
            .indicator(node("mean", "SMA", Map.of("period", 200)))
            .buy("Crossover", own("Close"), ref("mean"))
            .neverSells();
    assertThatThrownBy(
            () ->
                new Engine().run(document.build(), "", BarSet.of(Bars.flat("AAA", 1, 2, 3)), LATER))
        .hasMessage(
            "INSUFFICIENT_HISTORY: AAA has 3 bars, and the first signal needs 201: "
                + "use a longest period of at most 2, or bring more bars");
    assertThatThrownBy(() -> new Engine().run(document.build(), "", BarSet.of(), LATER))
        .hasMessage("INSUFFICIENT_HISTORY: AAA needs 1 bar, found 0");
  }

  @Test
  void refusesTypesItDoesNotKnow() {
    Documents document = portfolio("AAA").buy("Telepathy").neverSells();
    assertThatThrownBy(
            () -> new Engine().run(document.build(), "", BarSet.of(Bars.flat("AAA", 1)), LATER))
        .hasMessage("INVALID_STRATEGY: this engine does not know the type Telepathy");
    assertThatThrownBy(
            () ->
                new Engine()
                    .run(
                        level().capital(Documents.capital("AllIn", Map.of())).build(),
                        "",
                        BarSet.of(Bars.flat("AAA", 1)),
                        LATER))
        .hasMessage("INVALID_STRATEGY: this engine does not know the capital strategy AllIn");
  }

  @Test
  void refusesARuleThatRefersToItself() {
    Documents document = portfolio("AAA").buy("Not", ref("sell")).sell("Not", ref("buy"));
    assertThatThrownBy(
            () -> new Engine().run(document.build(), "", BarSet.of(Bars.flat("AAA", 1)), LATER))
        .hasMessageContaining("refers to itself");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesABarWithoutAPrice(double price) {
    BarSeries bars = Bars.flat("AAA", 10, price, 12);
    assertThatThrownBy(() -> new Engine().run(level().build(), "", BarSet.of(bars), LATER))
        .hasMessage("INVALID_MARKET_DATA: AAA 2020-01-07: a price is not a number above 0");
  }

  @Test
  void readsTheOnlyBandOfARule() {
    Documents document =
        portfolio("AAA")
            .buy("Not", Documents.band("sell", "value"))
            .sell("GreaterThan", own("Close"), own("Open"));
    assertThat(
            new Engine()
                .run(document.build(), "", BarSet.of(Bars.flat("AAA", 10, 11)), LATER)
                .artifact()
                .today())
        .hasSize(1);
  }

  @Test
  void refusesADayWhoseRangeIsWrongOnlyWhereItIsRead() {
    double[] ones = {10, 11, 12};
    double[] wrong = {10, 10, 12};
    int[] days = Bars.flat("AAA", 1, 2, 3).days();
    BarSeries bars = BarSeries.of("AAA", days, ones, wrong, wrong, ones, new double[3]);
    assertThat(new Engine().run(level().build(), "", BarSet.of(bars), LATER).artifact().asOf())
        .isEqualTo(Bars.FIRST.plusDays(2));
    Documents reads = portfolio("AAA").buy("GreaterThan", own("Close"), own("High")).neverSells();
    assertThatThrownBy(() -> new Engine().run(reads.build(), "", BarSet.of(bars), LATER))
        .hasMessageContaining("INVALID_MARKET_DATA: AAA 2020-01-07");
  }
}
