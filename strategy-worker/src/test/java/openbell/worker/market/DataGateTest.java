package openbell.worker.market;

import static openbell.worker.testing.Documents.capital;
import static openbell.worker.testing.Documents.constant;
import static openbell.worker.testing.Documents.inline;
import static openbell.worker.testing.Documents.own;
import static openbell.worker.testing.Documents.portfolio;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import openbell.model.market.Instrument;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.model.strategy.NodeInput;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.testing.Bars;
import openbell.worker.testing.Documents;
import org.junit.jupiter.api.Test;

class DataGateTest {
  private static final int BARS = 20;
  private static final LocalDate AS_OF = Bars.FIRST.plusDays(BARS - 1);

  @Test
  void keepsTheGoodPastOfASplitSymbolAndLetsTheOthersGoOn() {
    // When
    DataGate.Passed passed = pass(half("AAA", "BBB"), split("AAA"), good("BBB"));
    // Then
    assertThat(passed.definition()).isEqualTo(half("AAA", "BBB"));
    assertThat(passed.bars()).extracting(bars -> bars.series().size()).containsExactly(19, 20);
    assertThat(passed.remarks())
        .containsExactly(
            "No signal for AAA after 2020-01-24: the price fell to a quarter overnight, which"
                + " looks like a split that is not adjusted.");
  }

  @Test
  void failsForGoodWhenTheOnlySymbolIsCut() {
    assertThatThrownBy(() -> pass(half("AAA"), split("AAA")))
        .hasMessageStartingWith("INVALID_MARKET_DATA: No signal for AAA after 2020-01-24: ");
  }

  @Test
  void asksAgainWhileAnotherSymbolMayStillGetItsBar() {
    assertThatThrownBy(() -> pass(half("AAA", "BBB"), split("AAA"), shorter("BBB", 1)))
        .hasMessage(
            "STALE_MARKET_DATA: the newest bar is of 2020-01-24, the run is about 2020-01-25");
  }

  @Test
  void leavesOutASymbolWithoutUsableBars() {
    // Given
    Failure corrupt = new Failure(FailureReason.INVALID_MARKET_DATA, "AAA.csv line 7: High is low");
    // When
    DataGate.Passed passed =
        pass(half("AAA", "BBB"), Candidate.without("AAA", corrupt), good("BBB"));
    // Then
    assertThat(passed.definition().universe())
        .extracting(Instrument::symbol)
        .containsExactly("BBB");
    assertThat(passed.remarks())
        .containsExactly("No signal for AAA because AAA.csv line 7: High is low.");
  }

  @Test
  void goesOnWithoutASymbolThatItsSourceDoesNotKnow() {
    // Given
    Candidate unknown = Candidate.without("AAA", NoBars.unknown("AAA").failure());
    String why = "No signal for AAA because there are no bars of AAA: the source does not know it.";
    // When, Then
    assertThat(pass(half("AAA", "BBB"), unknown, good("BBB")).remarks()).containsExactly(why);
    assertThatThrownBy(() -> pass(half("AAA"), unknown)).hasMessage("SYMBOL_GONE: " + why);
    assertThatThrownBy(() -> pass(rule("AAA", "BBB").build(), unknown, good("BBB")))
        .as("BBB would get its money")
        .hasMessage("SYMBOL_GONE: " + why);
  }

  @Test
  void saysThatASymbolLacksTheSessionsBar() {
    assertThat(pass(half("AAA", "BBB"), shorter("AAA", 1), good("BBB")).remarks())
        .containsExactly(
            "The newest bar of AAA is of 2020-01-24: the source had none of 2020-01-25.");
  }

  @Test
  void leavesNothingOutWhenAnotherSymbolWouldGetItsMoney() {
    PortfolioDefinition all = rule("AAA", "BBB").build();
    assertThatThrownBy(() -> pass(all, empty("AAA"), good("BBB")))
        .hasMessage("INVALID_MARKET_DATA: No signal for AAA because there are no bars.");
  }

  @Test
  void failsWhenTheRulesReadTheBadSymbolForTheOthers() {
    PortfolioDefinition joined =
        half(
            portfolio("BBB")
                .buy("GreaterThan", new NodeInput.SymbolColumn("AAA", "Close"), constant(1))
                .neverSells());
    assertThatThrownBy(() -> pass(joined, good("BBB"), split("AAA")))
        .hasMessageStartingWith("INVALID_MARKET_DATA: No signal for AAA after");
  }

  @Test
  void failsWhenSymbolsAreRankedAgainstEachOther() {
    PortfolioDefinition ranked =
        half(
            portfolio("AAA", "BBB")
                .buy("LessThan", inline("Rank", Map.of(), own("Close")), constant(2))
                .neverSells());
    assertThatThrownBy(() -> pass(ranked, split("AAA"), good("BBB")))
        .hasMessageStartingWith("INVALID_MARKET_DATA: No signal for AAA after");
  }

  @Test
  void comparesWithNothingWhenTheBenchmarkHasNoBars() {
    PortfolioDefinition compared = half(rule("BBB").benchmark("AAA"));
    DataGate.Passed passed = pass(compared, good("BBB"), empty("AAA"));
    assertThat(passed.definition().benchmark()).isNull();
    assertThat(passed.remarks())
        .containsExactly("No comparison with AAA because there are no bars.");
  }

  @Test
  void saysThatASymbolIsDelistedAndGoesOn() {
    DataGate.Passed passed = pass(half("AAA", "BBB"), ended("AAA"), good("BBB"));
    assertThat(passed.bars()).hasSize(2);
    assertThat(passed.remarks())
        .containsExactly(
            "No signal for AAA after 2019-12-25: it has no bar since, so it counts as delisted or"
                + " renamed.");
  }

  @Test
  void failsForGoodWhenTheOnlySymbolIsDelisted() {
    assertThatThrownBy(() -> pass(half("AAA"), ended("AAA"))).hasMessageStartingWith("SYMBOL_GONE");
    assertThat(FailureReason.SYMBOL_GONE.mayPass()).isFalse();
  }

  @Test
  void dropsBarsOfTheFutureWithoutSilence() {
    BarSeries more = flat("AAA", BARS + 2);
    DataGate.Passed passed = pass(half("AAA"), Candidate.of(LoadedBars.of(more, "test")));
    assertThat(passed.bars().getFirst().series().size()).isEqualTo(BARS);
    assertThat(passed.remarks())
        .containsExactly(
            "Bars of AAA after 2020-01-25 were left out: there are bars of days after 2020-01-25.");
  }

  @Test
  void saysNothingAboutAgeToWhoAsksByHand() {
    DataGate.Passed passed = DataGate.pass(half("AAA"), AS_OF, false, List.of(ended("AAA")));
    assertThat(passed.remarks()).isEmpty();
  }

  private static DataGate.Passed pass(PortfolioDefinition definition, Candidate... all) {
    return DataGate.pass(definition, AS_OF, true, List.of(all));
  }

  /// Two symbols have room beside each other.
  private static PortfolioDefinition half(String... symbols) {
    return half(rule(symbols));
  }

  private static PortfolioDefinition half(Documents documents) {
    return documents
        .capital(
            capital("PercentCapitalStrategy", Map.of("initial_capital", 100_000, "percents", 50)))
        .build();
  }

  private static Documents rule(String... symbols) {
    return portfolio(symbols).buy("GreaterThan", own("Close"), constant(1)).neverSells();
  }

  private static Candidate good(String symbol) {
    return shorter(symbol, 0);
  }

  private static Candidate shorter(String symbol, int by) {
    return Candidate.of(LoadedBars.of(flat(symbol, BARS - by), "test"));
  }

  private static Candidate empty(String symbol) {
    return shorter(symbol, BARS);
  }

  private static Candidate split(String symbol) {
    double[] closes = new double[BARS];
    Arrays.fill(closes, 100);
    closes[BARS - 1] = 25;
    return Candidate.of(LoadedBars.of(Bars.flat(symbol, closes), "test"));
  }

  /// Its last bar is 31 days old.
  private static Candidate ended(String symbol) {
    int[] days = {(int) AS_OF.toEpochDay() - 32, (int) AS_OF.toEpochDay() - 31};
    double[] price = {10, 10};
    return Candidate.of(
        LoadedBars.of(BarSeries.of(symbol, days, price, price, price, price, price), "test"));
  }

  private static BarSeries flat(String symbol, int bars) {
    double[] closes = new double[bars];
    Arrays.fill(closes, 100);
    return Bars.flat(symbol, closes);
  }
}
