package openbell.worker.engine;

import static openbell.worker.testing.Documents.constant;
import static openbell.worker.testing.Documents.inline;
import static openbell.worker.testing.Documents.node;
import static openbell.worker.testing.Documents.own;
import static openbell.worker.testing.Documents.portfolio;
import static openbell.worker.testing.Documents.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.model.portfolio.Costs;
import openbell.model.portfolio.Execution;
import openbell.model.signal.RuleTrace;
import openbell.model.signal.SignalAction;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import openbell.worker.testing.Bars;
import openbell.worker.testing.Documents;
import org.junit.jupiter.api.Test;

class EngineTest {
  private static final LocalDate LATER = LocalDate.of(2100, 1, 1);

  /// Buys above 10, sells below 10.
  private static Documents level() {
    return level(portfolio("AAA"));
  }

  private static Documents level(Documents document) {
    return document
        .buy("GreaterThan", own("Close"), constant(10))
        .sell("LessThan", own("Close"), constant(10));
  }

  @Test
  void fillsAtTheNextOpenWithFeesAndSlippage() {
    // Given: bought at the open after 11, sold at the open after 9
    BarSeries bars =
        Bars.of("AAA", new double[] {10, 11, 12, 12, 8}, new double[] {10, 11, 12, 9, 8});
    Documents document =
        level()
            .costs(new Costs(0.01, 0, 0, 0, 100))
            .capital(
                Documents.capital(
                    "PercentCapitalStrategy", Map.of("initial_capital", 1_000, "percents", 50)));
    // When
    RunResult result = new Engine().run(document.build(), "", BarSet.of(bars), LATER);
    // Then: 500/11 = 45 pieces at 12 * 1.01, fee 1 %; sold at 8 * 0.99, fee 1 %
    double afterBuy = 1_000 - 45 * 12.12 * 1.01;
    double afterSell = afterBuy + 45 * 7.92 * 0.99;
    assertThat(result.simulation().cash())
        .usingComparatorWithPrecision(1e-9)
        .containsExactly(1_000, 1_000, afterBuy, afterBuy, afterSell);
    assertThat(result.simulation().equity()[2]).isCloseTo(afterBuy + 45 * 12, within(1e-9));
    assertThat(result.artifact().trades()).hasSize(1);
    assertThat(result.artifact().trades().getFirst().pnl())
        .isCloseTo(afterSell - 1_000, within(1e-9));
    assertThat(letters(result, 0)).isEqualTo("EBHSE");
  }

  @Test
  void saysWhatTheLastBarDecidedWithoutDoingIt() {
    BarSeries bars = Bars.flat("AAA", 10, 10, 11);
    RunResult result = new Engine().run(level().build(), "hash", BarSet.of(bars), LATER);
    Standing today = result.artifact().today().getFirst();
    assertThat(today.action()).isEqualTo(SignalAction.ENTER);
    assertThat(today.previous()).isEqualTo(SignalAction.FLAT);
    assertThat(today.quantity()).isEqualTo(9_090);
    assertThat(today.weight()).isZero();
    assertThat(today.targetWeight()).isCloseTo(0.9999, within(1e-9));
    assertThat(today.position()).isNull();
    assertThat(result.artifact().trades()).isEmpty();
    assertThat(result.artifact().equity()).isEqualTo(100_000);
    assertThat(result.artifact().configHash()).isEqualTo("hash");
  }

  @Test
  void explainsWithTheNumbersOfTodayAndTheBarBefore() {
    BarSeries bars = Bars.flat("AAA", 10, 12);
    Documents document =
        portfolio("AAA")
            .indicator(node("mean", "SMA", Map.of("period", 2)))
            .signal(node("up", "GreaterThan", Map.of(), own("Close"), ref("mean")))
            .buy("And", ref("up"), inline("LessThan", Map.of(), own("Close"), constant(15)))
            .neverSells();
    RunResult result = new Engine().run(document.build(), "", BarSet.of(bars), LATER);
    RuleTrace buy = result.artifact().today().getFirst().traces().getFirst();
    assertThat(buy.label()).isEqualTo("buy");
    assertThat(buy.truth()).isTrue();
    RuleTrace up = buy.inputs().getFirst();
    assertThat(up.inputs())
        .containsExactly(
            new RuleTrace("Close", "Column", null, 12.0, 10.0, null, List.of()),
            new RuleTrace("mean", "SMA", null, 11.0, null, null, List.of()));
    assertThat(up.gapPercent()).isCloseTo(100 / 11.0, within(1e-9));
    // The nearer of 1 above 11 and 3 below 15 is enough to flip it.
    assertThat(buy.gapPercent()).isEqualTo(up.gapPercent());
    assertThat(buy.inputs().get(1).gapPercent()).isCloseTo(20, within(1e-9));
  }

  @Test
  void sellsBeforeItBuysAndResizesToTheCash() {
    // Given: all money in AAA; on day 2 AAA is sold and BBB bought with what came back
    BarSeries first = Bars.flat("AAA", 11, 11, 9, 9);
    BarSeries second = Bars.flat("BBB", 9, 9, 20, 20);
    Documents document =
        level(portfolio("BBB", "AAA"))
            .capital(
                Documents.capital(
                    "PercentCapitalStrategy", Map.of("initial_capital", 1_100, "percents", 100)));
    RunResult result = new Engine().run(document.build(), "", BarSet.of(first, second), LATER);
    // Then: 100 pieces bought at 11, sold at 9: 900; wanted 900/20 = 45 pieces
    assertThat(result.simulation().fills()).hasSize(3);
    assertThat(result.simulation().fills().get(1).symbol()).isEqualTo("AAA");
    assertThat(result.simulation().fills().get(2).quantity()).isEqualTo(45);
    assertThat(letters(result, 0)).isEqualTo("EEBH");
    assertThat(letters(result, 1)).isEqualTo("BHSE");
  }

  @Test
  void dropsABuyThatCashDoesNotCoverAndSaysSo() {
    BarSeries first = Bars.flat("AAA", 11, 11, 11);
    BarSeries second = Bars.flat("BBB", 50, 50, 50);
    Documents document =
        level(portfolio("AAA", "BBB"))
            .capital(
                Documents.capital(
                    "PercentCapitalStrategy", Map.of("initial_capital", 110, "percents", 100)));
    RunResult result = new Engine().run(document.build(), "", BarSet.of(first, second), LATER);
    assertThat(letters(result, 1)).isEqualTo("EEE");
    assertThat(result.artifact().notes()).contains("2020-01-06: buy of BBB skipped, no cash");
  }

  @Test
  void waitsForTheNextBarOfASymbolThatMissesASession() {
    BarSeries all = Bars.flat("AAA", 9, 9, 9, 9);
    BarSeries full = Bars.flat("BBB", 11, 99, 12, 12);
    BarSeries gap = full.onDays(new int[] {full.days()[0], full.days()[2], full.days()[3]});
    RunResult result =
        new Engine().run(level(portfolio("AAA", "BBB")).build(), "", BarSet.of(all, gap), LATER);
    assertThat(result.simulation().fills().getFirst().bar()).isEqualTo(2);
    assertThat(result.simulation().equity()).hasSize(4);
    assertThat(letters(result, 1)).isEqualTo("BHH");
  }

  @Test
  void holdsAndRestsForAsLongAsAsked() {
    Execution slow =
        new Execution(
            Execution.Fill.NEXT_OPEN,
            Execution.SizeAt.SIGNAL_CLOSE,
            Execution.OnCashShortage.RESIZE,
            Execution.Alignment.UNION,
            null,
            1,
            1,
            1,
            false);
    BarSeries bars = Bars.flat("AAA", 11, 9, 9, 11, 11, 11);
    RunResult result =
        new Engine().run(level().execution(slow).build(), "", BarSet.of(bars), LATER);
    assertThat(letters(result, 0)).isEqualTo("BHSEBH");
  }

  @Test
  void takesNoMoreSymbolsThanAllowedBestRankedFirst() {
    BarSeries first = Bars.flat("AAA", 11, 11, 11);
    BarSeries second = Bars.flat("BBB", 15, 15, 15);
    Documents document =
        level(portfolio("AAA", "BBB"))
            .indicator(node("price", "SMA", Map.of("period", 1)))
            .capital(
                Documents.capital(
                    "PercentCapitalStrategy",
                    Map.of(
                        "initial_capital", 1_000,
                        "percents", 40,
                        "max_positions", 1,
                        "rank_by", "price")));
    RunResult result = new Engine().run(document.build(), "", BarSet.of(first, second), LATER);
    assertThat(letters(result, 0)).isEqualTo("EEE");
    assertThat(letters(result, 1)).isEqualTo("BHH");
  }

  @Test
  void investsNewMoneyOfEachMonthOneBarAfterItArrived() {
    // Given: flat price 10 from Monday 2020-01-27 to 2020-02-05; 100 arrive on 2020-02-01
    int[] days = new int[10];
    double[] tens = new double[10];
    Arrays.fill(tens, 10);
    for (int t = 0; t < 10; t++) {
      days[t] = (int) LocalDate.of(2020, 1, 27).toEpochDay() + t;
    }
    BarSeries bars = BarSeries.of("AAA", days, tens, tens, tens, tens, new double[10]);
    Documents document =
        portfolio("AAA")
            .buy("Always")
            .neverSells()
            .capital(
                Documents.capital(
                    "FixedInvestmentStrategy",
                    Map.of(
                        "initial_capital", 1_000,
                        "percents", 50,
                        "investment_amount", 100,
                        "investment_frequency", "m")));
    RunResult result = new Engine().run(document.build(), "", BarSet.of(bars), LATER);
    // Then: 500 at bar 1; the money of bar 5 is usable on bar 6 and filled on bar 7
    assertThat(result.simulation().flow()[5]).isEqualTo(100);
    assertThat(result.simulation().fills().stream().map(fill -> fill.bar())).containsExactly(1, 7);
    assertThat(result.simulation().fills().get(1).quantity()).isEqualTo(30);
    assertThat(letters(result, 0)).isEqualTo("BHHHHHBHHH");
    assertThat(result.simulation().unit()).containsOnly(100);
    assertThat(result.artifact().metrics()).containsEntry("total_return", 0.0);
    assertThat(result.artifact().equity()).isEqualTo(1_100);
  }

  @Test
  void readsOtherSymbolsAsOfTheOwnDay() {
    // Given: the filter has a bar only on the first day and goes stale after five weekdays
    BarSeries own = Bars.flat("AAA", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    BarSeries filter = Bars.flat("SPX", 5);
    Documents document =
        portfolio("AAA")
            .transformer("same", "IdentityTransformer", Map.of())
            .buy(
                "GreaterThan",
                new openbell.model.strategy.NodeInput.MarketSeries("SPX", "same"),
                constant(4))
            .neverSells()
            .column("filter", new openbell.model.strategy.NodeInput.MarketSeries("SPX", "same"));
    // When
    RunResult result = new Engine().run(document.build(), "", BarSet.of(own, filter), LATER);
    // Then: Monday to Monday, Tuesday is the sixth weekday
    double nan = Double.NaN;
    assertThat(result.series().getFirst().columns().getFirst().values())
        .containsExactly(5, 5, 5, 5, 5, 5, 5, 5, nan, nan);
    assertThat(Engine.symbols(document.build())).containsExactly("AAA", "SPX");
  }

  @Test
  void computesAnEqualNodeOnceWhateverItIsCalled() {
    Documents document =
        portfolio("AAA")
            .indicator(node("a", "SMA", Map.of("period", 2)))
            .indicator(node("b", "SMA", Map.of("period", 2, "column", "Close", "lag", 0)))
            .buy("GreaterThan", ref("a"), ref("b"))
            .neverSells();
    assertThat(openbell.worker.engine.plan.Planner.plan(document.build().strategy(), null).steps())
        .hasSize(3);
  }

  static String letters(RunResult result, int symbol) {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < result.series().get(symbol).bars().size(); row++) {
      text.append(result.simulation().action(symbol, row).letter());
    }
    return text.toString();
  }
}
