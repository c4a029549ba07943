package openbell.worker.engine;

import static openbell.worker.testing.Documents.constant;
import static openbell.worker.testing.Documents.inline;
import static openbell.worker.testing.Documents.node;
import static openbell.worker.testing.Documents.own;
import static openbell.worker.testing.Documents.portfolio;
import static openbell.worker.testing.Documents.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.Finding;
import openbell.model.strategy.StrategyCheck;
import openbell.worker.engine.plan.Evaluation;
import openbell.worker.engine.plan.Evaluator;
import openbell.worker.engine.plan.NodeGraph;
import openbell.worker.engine.plan.Plan;
import openbell.worker.engine.plan.Planner;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import openbell.worker.testing.Bars;
import openbell.worker.testing.Documents;
import org.junit.jupiter.api.Test;

class HistoryLintsTest {
  /// 300 closes that go 1, 2, …, 10 again and again.
  private static final double[] SAW =
      IntStream.range(0, 300).mapToDouble(t -> 1 + t % 10).toArray();

  @Test
  void saysNothingAboutAStrategyThatTrades() {
    // When
    List<Finding> findings = lints(above(8).sell("LessThan", own("Close"), constant(2)), "AAA");

    // Then
    assertThat(findings).isEmpty();
  }

  @Test
  void saysThatASignalNeverFiresAndWhichPartIsTheTightest() {
    // Given
    Documents document =
        portfolio("AAA")
            .signal(node("high", "GreaterThan", Map.of(), own("Close"), constant(8)))
            .signal(node("higher", "GreaterThan", Map.of(), own("Close"), constant(9)))
            .signal(node("low", "LessThan", Map.of(), own("Close"), constant(4)))
            .buy("And", ref("high"), ref("higher"), ref("low"))
            .sell("LessThan", own("Close"), constant(2));

    // When
    List<Finding> findings = lints(document, "AAA");

    // Then
    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("W203");
              assertThat(finding.pointer()).endsWith("/outputs/buy_signal");
              assertThat(finding.message()).isEqualTo("buy was never true on 300 bars");
              assertThat(finding.hint())
                  .isEqualTo(
                      "last true: high 2020-10-31, higher 2020-10-31, low 2020-10-24;"
                          + " higher is the tightest, true on 30 bars");
            });
  }

  @Test
  void saysThatASignalAlwaysHolds() {
    assertThat(lints(above(8).sell("LessThan", own("Close"), constant(99)), "AAA"))
        .extracting(Finding::code)
        .containsExactly("W203", "W201");
  }

  @Test
  void saysThatAnEntryIsAState() {
    assertThat(lints(above(2).sell("LessThan", own("Close"), constant(2)), "AAA"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("W209");
              assertThat(finding.message()).contains("80 % of 300 bars");
            });
  }

  @Test
  void saysThatASellCancelsEveryBuy() {
    assertThat(lints(above(8).sell("GreaterThan", own("Close"), constant(7)), "AAA"))
        .extracting(Finding::code)
        .containsExactly("W201");
  }

  @Test
  void saysThatADefaultDecidedWhileThereWasNoSignal() {
    // Given
    Documents document =
        portfolio("AAA", "BBB")
            .signal(
                node(
                    "calm",
                    "GreaterThan",
                    Map.of(),
                    own("Close"),
                    inline("SMA", Map.of("period", 20))))
            .signal(node("buy", "StockBondSwitch", Map.of("default_to_stock", true), ref("calm")))
            .sell("Not", ref("buy"));

    // When
    List<Finding> findings = lints(document, "AAA", "BBB");

    // Then
    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("W210");
              assertThat(finding.message()).contains("38 bars");
            });
  }

  @Test
  void saysHowLongAPeriodMayBe() {
    // Given
    Plan plan =
        Planner.plan(
            portfolio("AAA")
                .buy("GreaterThan", own("Close"), inline("SMA", Map.of("period", 400)))
                .neverSells()
                .build()
                .strategy(),
            null);

    // When
    List<Finding> findings = HistoryLints.warmup(plan, Bars.flat("AAA", SAW)).stream().toList();

    // Then
    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("V107");
              assertThat(finding.message())
                  .isEqualTo("AAA has 300 bars, and the first signal needs 400");
              assertThat(finding.hint()).contains("at most 299");
            });
  }

  @Test
  void coversTheCodesThatTheDocumentCheckLeavesOut() {
    assertThat(StrategyCheck.HISTORY_CODES).containsExactly("V107", "W201", "W203", "W209", "W210");
  }

  private static Documents above(double level) {
    return portfolio("AAA").buy("GreaterThan", own("Close"), constant(level));
  }

  private static List<Finding> lints(Documents document, String... symbols) {
    PortfolioDefinition definition = document.build();
    Plan plan = Planner.plan(definition.strategy(), null);
    List<BarSeries> bars = new ArrayList<>();
    for (String symbol : symbols) {
      bars.add(Bars.flat(symbol, SAW));
    }
    List<Evaluation> evaluated =
        Evaluator.evaluate(new NodeGraph(0), plan, bars, BarSet.of(List.of()));
    return HistoryLints.of(definition, plan, evaluated);
  }
}
