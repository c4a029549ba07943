package openbell.worker.engine;

import static openbell.worker.testing.Documents.band;
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
import java.util.SplittableRandom;
import openbell.model.artifact.RunArtifact.Trade;
import openbell.model.portfolio.Costs;
import openbell.model.portfolio.Execution;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.NodeInput;
import openbell.worker.engine.portfolio.Fill;
import openbell.worker.engine.portfolio.Simulation;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import openbell.worker.testing.Bars;
import openbell.worker.testing.Documents;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for every strategy and every history. A failure names its seed.
class PropertiesTest {
  private static final int CASES = 40;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {20261121, 7, 424242})
  void neverLooksAhead(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < CASES; i++) {
      // Given
      PortfolioDefinition definition = strategy(random, Execution.Fill.NEXT_OPEN);
      BarSeries first = Bars.walk("AAA", 400, 20, random);
      BarSeries second = Bars.walk("BBB", 400, 10, random);
      LocalDate cut = first.date(200 + random.nextInt(190));
      // When: the same days once with the future present, once with another future
      RunResult known = new Engine().run(definition, "", BarSet.of(first, second), cut);
      RunResult other =
          new Engine().run(definition, "", BarSet.of(until(first, cut), until(second, cut)), cut);
      RunResult all = new Engine().run(definition, "", BarSet.of(first, second), first.date(399));
      // Then
      Simulation before = known.simulation();
      assertThat(other.simulation().equity()).isEqualTo(before.equity());
      assertThat(Arrays.copyOf(all.simulation().equity(), before.equity().length))
          .as("case %s", i)
          .isEqualTo(before.equity());
      for (int s = 0; s < 2; s++) {
        assertThat(EngineTest.letters(all, s)).startsWith(EngineTest.letters(known, s));
        for (int c = 0; c < known.series().get(s).columns().size(); c++) {
          double[] then = known.series().get(s).columns().get(c).values();
          double[] now = all.series().get(s).columns().get(c).values();
          assertThat(Arrays.copyOf(now, then.length)).isEqualTo(then);
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 99, 123456789})
  void keepsItsAccounts(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < CASES; i++) {
      Execution.Fill fill = random.nextBoolean() ? Execution.Fill.CLOSE : Execution.Fill.NEXT_OPEN;
      PortfolioDefinition definition = strategy(random, fill);
      BarSeries first = Bars.walk("AAA", 400, 20, random);
      BarSeries second = Bars.walk("BBB", 400, 5, random);
      Simulation run =
          new Engine()
              .run(definition, "", BarSet.of(first, second), LocalDate.of(2100, 1, 1))
              .simulation();
      double fees = 0;
      double pnl = 0;
      for (Fill one : run.fills()) {
        fees += one.fee();
        assertThat(Math.abs(one.quantity()) % definition.execution().lotSize()).isZero();
      }
      for (Trade trade : run.trades()) {
        pnl += trade.pnl();
      }
      int n = run.equity().length;
      double start = 10_000;
      double flows = 0;
      for (int t = 0; t < n; t++) {
        flows += run.flow()[t];
        assertThat(run.cash()[t]).as("cash of case %s", i).isGreaterThanOrEqualTo(-1e-9);
        assertThat(run.cash()[t] + run.invested()[t]).isEqualTo(run.equity()[t]);
      }
      assertThat(run.fees()).isCloseTo(fees, within(1e-9));
      double open = 0;
      double openFees = 0;
      for (int s = 0; s < 2; s++) {
        BarSeries bars = s == 0 ? first : second;
        Simulation.Standing standing = run.standings().get(s);
        double close = bars.close()[bars.size() - 1];
        open += standing.quantity() * (close - standing.cost());
        openFees += openFees(run, bars.symbol());
      }
      assertThat(run.equity()[n - 1])
          .as("equity of case %s", i)
          .isCloseTo(start + flows + pnl + open - openFees, within(1e-6));
    }
  }

  private static double openFees(Simulation run, String symbol) {
    double fees = 0;
    for (Fill fill : run.fills()) {
      if (fill.symbol().equals(symbol)) {
        fees = fill.quantity() < 0 ? 0 : fees + fill.fee();
      }
    }
    return fees;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {5, 31337})
  void neverTradesOnWhatIsNotDefined(long seed) {
    // Given: signals that are undefined for 150 bars, bare and behind Not, And, Or
    SplittableRandom random = new SplittableRandom(seed);
    BarSeries bars = Bars.walk("AAA", 300, 20, random);
    NodeInput warm = inline("SMA", Map.of("period", 151));
    NodeInput less = inline("LessThan", Map.of(), own("Close"), warm);
    NodeInput more = inline("GreaterThan", Map.of(), own("Close"), warm);
    for (NodeInput buy :
        List.of(
            inline("Not", Map.of(), less),
            inline("Or", Map.of(), less, more),
            inline("And", Map.of(), inline("Always", Map.of()), inline("Not", Map.of(), more)))) {
      Documents document =
          portfolio("AAA")
              .signal(node("buy", "Or", Map.of(), buy, buy))
              .signal(node("sell", "Not", Map.of(), less))
              .neverSells();
      // When
      RunResult result =
          new Engine().run(document.build(), "", BarSet.of(bars), LocalDate.of(2100, 1, 1));
      // Then
      assertThat(EngineTest.letters(result, 0).substring(0, 150)).matches("E{150}");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {8, 64})
  void doesNotCareInWhichOrderNodesAreWritten(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BarSeries bars = Bars.walk("AAA", 300, 20, random);
    Documents one =
        portfolio("AAA")
            .indicator(node("fast", "EMA", Map.of("period", 5)))
            .indicator(node("slow", "EMA", Map.of("period", 9)))
            .buy("Crossover", ref("fast"), ref("slow"))
            .sell("Crossunder", ref("fast"), ref("slow"));
    Documents two =
        portfolio("AAA")
            .indicator(node("y", "EMA", Map.of("period", 9)))
            .indicator(node("x", "EMA", Map.of("period", 5)))
            .sell("Crossunder", ref("x"), ref("y"))
            .buy("Crossover", ref("x"), ref("y"));
    LocalDate end = LocalDate.of(2100, 1, 1);
    assertThat(new Engine().run(one.build(), "", BarSet.of(bars), end).simulation().equity())
        .isEqualTo(new Engine().run(two.build(), "", BarSet.of(bars), end).simulation().equity());
  }

  private static BarSeries until(BarSeries bars, LocalDate last) {
    return bars.slice(0, bars.lastAtOrBefore(last.toEpochDay()) + 1);
  }

  private static PortfolioDefinition strategy(SplittableRandom random, Execution.Fill fill) {
    Documents document =
        portfolio("AAA", "BBB")
            .from(Bars.FIRST.plusDays(random.nextInt(200)))
            .costs(new Costs(0.001 * random.nextInt(3), 0.01, random.nextInt(3), 0.001, 5))
            .execution(
                new Execution(
                    fill,
                    random.nextBoolean()
                        ? Execution.SizeAt.FILL_PRICE
                        : Execution.SizeAt.SIGNAL_CLOSE,
                    Execution.OnCashShortage.RESIZE,
                    Execution.Alignment.UNION,
                    random.nextBoolean() ? null : (Integer) random.nextInt(60),
                    random.nextInt(3),
                    random.nextInt(3),
                    1 + random.nextInt(3),
                    false))
            .indicator(node("fast", "EMA", Map.of("period", 2 + random.nextInt(8))))
            .indicator(node("slow", "SMA", Map.of("period", 12 + random.nextInt(20))))
            .indicator(node("macd", "MACD", Map.of()))
            .indicator(node("bands", "BollingerBands", Map.of("period", 15)))
            .indicator(node("atr", "ATR", Map.of("period", 7, "lag", random.nextInt(3))))
            .indicator(node("rsi", "RSI", Map.of("period", 2 + random.nextInt(10)), ref("fast")))
            .column("rsi", ref("rsi"))
            .column("hist", band("macd", "hist"))
            .column("atr", ref("atr"))
            .column("other", new NodeInput.SymbolColumn("BBB", "HLC3"));
    NodeInput cross = inline("Crossover", Map.of(), ref("fast"), ref("slow"));
    NodeInput dip = inline("LessThan", Map.of(), own("Close"), band("bands", "lower"));
    NodeInput hot = inline("GreaterThan", Map.of(), ref("rsi"), constant(60));
    NodeInput momentum =
        inline("GreaterThan", Map.of(), band("macd", "macd"), band("macd", "signal"));
    document.buy(random.nextBoolean() ? "Or" : "And", random.nextBoolean() ? cross : momentum, dip);
    document.sell("Or", hot, inline("Not", Map.of(), momentum));
    String[] capital = {
      "PercentCapitalStrategy", "SimplePercentCapitalStrategy", "FixedInvestmentStrategy"
    };
    document.capital(
        Documents.capital(
            capital[random.nextInt(3)],
            Map.of(
                "initial_capital", 10_000,
                "percents", 10 + random.nextInt(91),
                "investment_amount", 500)));
    return document.build();
  }
}
