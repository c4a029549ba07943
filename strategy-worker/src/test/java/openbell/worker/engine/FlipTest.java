package openbell.worker.engine;

import static openbell.worker.testing.Documents.constant;
import static openbell.worker.testing.Documents.node;
import static openbell.worker.testing.Documents.portfolio;
import static openbell.worker.testing.Documents.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Map;
import java.util.SplittableRandom;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.signal.RuleTrace;
import openbell.model.strategy.NodeInput;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import openbell.worker.testing.Bars;
import openbell.worker.testing.Documents;
import org.junit.jupiter.api.Test;

class FlipTest {
  private static final LocalDate LATER = LocalDate.of(2099, 1, 1);
  private static final NodeInput CLOSE = new NodeInput.OwnColumn("Close");

  @Test
  void namesTheCloseAtWhichAThresholdIsReached() {
    RuleTrace buy = buy(portfolio("AAA").buy("GreaterThan", CLOSE, constant(12)), 10, 10, 10);
    assertThat(buy.truth()).isFalse();
    assertThat(buy.flipClose()).isCloseTo(12, within(2e-3));
  }

  @Test
  void solvesForAnAverageThatMovesWithThePrice() {
    // The next mean of three is (10 + 10 + x) / 3, and x crosses 11 / 10 of it at x = 220 / 19.
    Documents document =
        portfolio("AAA")
            .indicator(node("mean", "SMA", Map.of("period", 3)))
            .buy(
                "GreaterThan",
                CLOSE,
                new NodeInput.Inline(
                    new openbell.model.strategy.Node(
                        null,
                        "Multiply",
                        new openbell.model.strategy.Params(Map.of()),
                        java.util.List.of(ref("mean"), constant(1.1)))));
    assertThat(buy(document, 10, 10, 10, 10).flipClose()).isCloseTo(220.0 / 19, within(2e-3));
  }

  @Test
  void saysNothingWhereNoPriceBetweenHalfAndTwiceChangesIt() {
    assertThat(buy(portfolio("AAA").buy("GreaterThan", CLOSE, constant(30)), 10, 10).flipClose())
        .isNull();
  }

  @Test
  void saysSinceWhenItHolds() {
    RuleTrace buy = buy(portfolio("AAA").buy("GreaterThan", CLOSE, constant(12)), 13, 10, 13, 14);
    assertThat(buy.truth()).isTrue();
    assertThat(buy.truthBefore()).isTrue();
    assertThat(buy.since()).isEqualTo(Bars.flat("AAA", 1, 1, 1).date(2));
  }

  /// The named close flips the signal on the next bar, and one a little nearer does not.
  @Test
  void agreesWithARunThatHasThatBar() {
    SplittableRandom random = new SplittableRandom(20261121);
    for (int i = 0; i < 40; i++) {
      BarSeries bars = Bars.walk("AAA", 120, 1_000_000, random);
      PortfolioDefinition definition =
          portfolio("AAA")
              .indicator(node("fast", "EMA", Map.of("period", 3 + random.nextInt(8))))
              .indicator(node("slow", "SMA", Map.of("period", 12 + random.nextInt(20))))
              .buy("GreaterThan", ref("fast"), ref("slow"))
              .neverSells()
              .build();
      RuleTrace today = trace(definition, bars);
      Double flip = today.flipClose();
      double last = bars.close()[119];
      // Where it changes even if the price does not, there is no nearer price to try.
      if (flip == null || flip == last) {
        continue;
      }
      double nearer = flip + Math.signum(last - flip) * 2e-4 * last;
      assertThat(trace(definition, with(bars, flip)).truth())
          .as("case %s at %s", i, flip)
          .isNotEqualTo(today.truth());
      assertThat(trace(definition, with(bars, nearer)).truth())
          .as("case %s at %s", i, nearer)
          .isEqualTo(today.truth());
    }
  }

  private static BarSeries with(BarSeries bars, double price) {
    int n = bars.size();
    double[][] columns = bars.columns();
    int[] days = java.util.Arrays.copyOf(bars.days(), n + 1);
    days[n] = days[n - 1] + 1;
    for (int c = 0; c < columns.length; c++) {
      columns[c] = java.util.Arrays.copyOf(columns[c], n + 1);
      columns[c][n] = c < 4 ? price : columns[c][n - 1];
    }
    return BarSeries.of(bars.symbol(), days, columns);
  }

  private static RuleTrace buy(Documents document, double... closes) {
    return trace(document.neverSells().build(), Bars.flat("AAA", closes));
  }

  private static RuleTrace trace(PortfolioDefinition definition, BarSeries bars) {
    return new Engine()
        .run(definition, "", BarSet.of(bars), LATER)
        .artifact()
        .today()
        .getFirst()
        .traces()
        .getFirst();
  }
}
