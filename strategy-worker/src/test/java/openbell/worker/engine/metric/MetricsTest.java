package openbell.worker.engine.metric;

import static openbell.worker.testing.Documents.constant;
import static openbell.worker.testing.Documents.own;
import static openbell.worker.testing.Documents.portfolio;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import openbell.model.artifact.MetricMeaning;
import openbell.model.artifact.RunArtifact;
import openbell.model.artifact.RunArtifact.Contribution;
import openbell.model.artifact.RunArtifact.Missing;
import openbell.model.artifact.RunArtifact.YearReturns;
import openbell.model.portfolio.Costs;
import openbell.model.wire.ArtifactCodec;
import openbell.worker.adapter.TablesawReturnTables;
import openbell.worker.engine.Engine;
import openbell.worker.engine.RunResult;
import openbell.worker.engine.portfolio.CapitalPlan;
import openbell.worker.engine.portfolio.Simulation;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import openbell.worker.run.ReturnTables;
import openbell.worker.testing.Bars;
import openbell.worker.testing.Documents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {
  private static final LocalDate END = LocalDate.of(2100, 1, 1);

  @Test
  void saysOfEveryMetricWhatItIsOrWhyItIsNot() {
    for (RunResult result : List.of(quiet(4), quiet(1), contributions(), random(7, 3))) {
      RunArtifact artifact = result.artifact();
      List<String> keys = new ArrayList<>(artifact.metrics().keySet());
      artifact.missing().stream()
          .map(Missing::key)
          .filter(key -> !key.startsWith("benchmark_"))
          .forEach(keys::add);
      assertThat(keys)
          .containsExactlyInAnyOrderElementsOf(
              MetricMeaning.all().stream().map(MetricMeaning::key).toList());
      assertThat(artifact.missing()).allSatisfy(one -> assertThat(one.reason()).isNotBlank());
    }
  }

  @Test
  void givesReasonsInsteadOfNumbersForACurveThatNeverMoves() {
    // When
    RunArtifact artifact = quiet(4).artifact();
    // Then
    assertThat(artifact.metrics())
        .containsEntry("total_return", 0.0)
        .containsEntry("cagr", 0.0)
        .containsEntry("volatility", 0.0)
        .containsEntry("max_drawdown", 0.0)
        .containsEntry("max_drawdown_days", 0.0);
    assertThat(artifact.missing())
        .contains(
            new Missing("sharpe", Why.NO_VARIATION),
            new Missing("sortino", Why.NO_LOSS),
            new Missing("calmar", Why.NO_FALL),
            new Missing("skew", Why.NO_VARIATION),
            new Missing("omega", Why.NO_NEGATIVE),
            new Missing("win_rate", Why.NO_TRADE),
            new Missing("beta", Why.NO_BENCHMARK),
            new Missing("irr", Why.NO_CONTRIBUTION));
    assertThat(artifact.drawdowns()).isEmpty();
    assertThat(artifact.contributions()).isEmpty();
  }

  @Test
  void givesReasonsForASingleBar() {
    assertThat(quiet(1).artifact().missing())
        .contains(
            new Missing("cagr", Why.NO_TIME),
            new Missing("volatility", Why.ONE_BAR),
            new Missing("sharpe", Why.ONE_BAR),
            new Missing("turnover", Why.NO_TIME));
  }

  @Test
  void neverWritesWhatIsNoNumber() {
    for (RunResult result : List.of(quiet(1), quiet(3), contributions(), random(5, 2))) {
      byte[] json = new ArtifactCodec().encode(result.artifact());
      assertThat(new String(json, StandardCharsets.UTF_8)).doesNotContain("NaN", "Infinity");
      assertThat(result.artifact().metrics().values()).allMatch(Double::isFinite);
    }
  }

  @Test
  void saysWhatEachSymbolEarnedInEachYear() {
    // Given: 10 pieces bought at 11, 12 at the end of 2020, sold at 9 for a fee of 1 each way
    BarSeries one = series("AAA", "2020-12-29", 11, 11, 12, 9, 9);
    // When
    RunArtifact artifact =
        new Engine()
            .run(
                portfolio("AAA")
                    .from(LocalDate.of(2020, 12, 29))
                    .buy("GreaterThan", own("Close"), constant(10))
                    .sell("LessThan", own("Close"), constant(10))
                    .costs(new Costs(0, 0, 1, 0, 0))
                    .capital(
                        Documents.capital(
                            "PercentCapitalStrategy",
                            Map.of("initial_capital", 115, "percents", 99)))
                    .build(),
                "",
                BarSet.of(one),
                END)
            .artifact();
    // Then
    assertThat(artifact.years()).extracting(YearReturns::year).containsExactly(2020, 2021);
    assertThat(artifact.contributions())
        .containsExactly(new Contribution("AAA", -22.0, List.of(9.0, -31.0)));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 4242, 20261121})
  void sharesTheChangeOfEquityAmongTheSymbols(long seed) {
    for (int i = 0; i < 10; i++) {
      RunResult result = random(seed + i, i);
      Simulation run = result.simulation();
      double paidIn = 0;
      for (double flow : run.flow()) {
        paidIn += flow;
      }
      double total = 0;
      for (Contribution one : result.artifact().contributions()) {
        total += one.total();
        assertThat(one.years()).hasSameSizeAs(result.artifact().years());
      }
      assertThat(total)
          .as("case %s", i)
          .isCloseTo(result.artifact().equity() - 10_000 - paidIn, within(1e-6));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 77})
  void ranksWithTheSameFiguresAsItWrites(long seed) {
    RunResult result = random(seed, 1);
    CapitalPlan plan = plan(result);
    CoreFigures core = Metrics.core(result.simulation(), plan);
    Map<String, Double> all = result.artifact().metrics();
    Map<String, Double> few =
        Map.of(
            "total_return", core.totalReturn(),
            "cagr", core.cagr(),
            "volatility", core.volatility(),
            "sharpe", core.sharpe(),
            "sortino", core.sortino(),
            "max_drawdown", core.maxDrawdown(),
            "calmar", core.calmar(),
            "exposure", core.exposure(),
            "turnover", core.turnover());
    assertThat(all).containsAllEntriesOf(few);
    assertThat(all)
        .containsEntry("trades", (double) core.trades())
        .containsEntry("win_rate", core.winRate())
        .containsEntry("profit_factor", core.profitFactor())
        .containsEntry("payoff_ratio", core.payoffRatio())
        .containsEntry("expectancy", core.expectancy())
        .containsEntry("sqn", core.sqn());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22})
  void hasTheMonthsThatTablesawFinds(long seed) {
    RunResult result = random(seed, 2);
    double[] returns = ReturnFigures.returns(result.startUnit(), result.simulation().unit());
    List<ReturnTables.Year> theirs =
        new TablesawReturnTables().monthly(result.simulation().calendar().days(), returns);
    List<YearReturns> ours = result.artifact().years();
    assertThat(ours).hasSameSizeAs(theirs);
    for (int y = 0; y < ours.size(); y++) {
      assertThat(ours.get(y).total()).isCloseTo(theirs.get(y).total(), within(1e-12));
      for (int m = 0; m < ours.get(y).months().size(); m++) {
        double month = theirs.get(y).months()[m + ours.get(y).firstMonth() - 1];
        assertThat(ours.get(y).months().get(m)).isCloseTo(month, within(1e-12));
      }
    }
  }

  @Test
  void findsTheRateThatExplainsTheFlows() {
    RunResult result = contributions();
    double rate = result.artifact().metrics().get("irr");
    // Then: everything paid in, grown at the rate, is what is there
    Simulation run = result.simulation();
    int[] days = run.calendar().days();
    int n = days.length;
    double grown = 10_000 * Math.pow(1 + rate, (days[n - 1] - days[0]) / 365.25);
    for (int t = 0; t < n; t++) {
      grown += run.flow()[t] * Math.pow(1 + rate, (days[n - 1] - days[t]) / 365.25);
    }
    assertThat(grown).isCloseTo(run.equity()[n - 1], within(1e-6));
  }

  @Test
  void comparesWithTheBenchmark() {
    Documents document = portfolio("AAA").benchmark("AAA").buy("Always").neverSells();
    BarSet bars = BarSet.of(Bars.walk("AAA", 300, 20, new SplittableRandom(3)));
    RunArtifact artifact = new Engine().run(document.build(), "", bars, END).artifact();
    Map<String, Double> ours = artifact.metrics();
    assertThat(ours.get("beta")).isBetween(0.9, 1.1);
    assertThat(ours.get("excess_cagr"))
        .isEqualTo(ours.get("cagr") - artifact.benchmarkMetrics().get("cagr"));
    assertThat(artifact.benchmarkMetrics()).containsKeys("sharpe", "best_month");
  }

  private static RunResult quiet(int bars) {
    double[] closes = new double[bars];
    Arrays.fill(closes, 5);
    return new Engine()
        .run(
            portfolio("AAA").buy("LessThan", own("Close"), constant(0)).neverSells().build(),
            "",
            BarSet.of(Bars.flat("AAA", closes)),
            END);
  }

  private static RunResult contributions() {
    return run(new SplittableRandom(4), "FixedInvestmentStrategy");
  }

  private static RunResult random(long seed, int kind) {
    String[] kinds = {
      "PercentCapitalStrategy", "SimplePercentCapitalStrategy", "FixedInvestmentStrategy"
    };
    return run(new SplittableRandom(seed), kinds[kind % kinds.length]);
  }

  private static RunResult run(SplittableRandom random, String capital) {
    return new Engine()
        .run(
            portfolio("AAA", "BBB")
                .costs(new Costs(0.001, 0, 1, 0, 5))
                .indicator(Documents.node("fast", "EMA", Map.of("period", 4)))
                .indicator(Documents.node("slow", "SMA", Map.of("period", 12)))
                .buy("Crossover", Documents.ref("fast"), Documents.ref("slow"))
                .sell("Crossunder", Documents.ref("fast"), Documents.ref("slow"))
                .capital(
                    Documents.capital(
                        capital,
                        Map.of(
                            "initial_capital", 10_000, "percents", 45, "investment_amount", 500)))
                .build(),
            "",
            BarSet.of(Bars.walk("AAA", 700, 20, random), Bars.walk("BBB", 700, 8, random)),
            END);
  }

  private static CapitalPlan plan(RunResult result) {
    return new CapitalPlan(result.initialCapital(), 9, 0, null, new CapitalPlan.OfEquity(1));
  }

  private static BarSeries series(String symbol, String first, double... closes) {
    int[] days = new int[closes.length];
    Arrays.setAll(days, i -> (int) LocalDate.parse(first).toEpochDay() + i);
    double[] volume = new double[closes.length];
    return BarSeries.of(
        symbol, days, closes.clone(), closes.clone(), closes.clone(), closes.clone(), volume);
  }
}
