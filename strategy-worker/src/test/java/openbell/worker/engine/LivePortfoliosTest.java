package openbell.worker.engine;

import static openbell.worker.testing.Documents.constant;
import static openbell.worker.testing.Documents.node;
import static openbell.worker.testing.Documents.portfolio;
import static openbell.worker.testing.Documents.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import openbell.model.portfolio.Execution;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.worker.engine.portfolio.Simulation;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import openbell.worker.testing.Bars;
import openbell.worker.testing.Documents;
import org.junit.jupiter.api.Test;

class LivePortfoliosTest {
  private static final LocalDate LATER = LocalDate.of(2099, 1, 1);

  @Test
  void givesTheBitsOfAWholeRunDayAfterDay() {
    // Given
    SplittableRandom random = new SplittableRandom(20261121);
    BarSeries a = Bars.walk("AAA", 400, 1_000_000, random);
    BarSeries b = Bars.walk("BBB", 400, 1_000_000, random);
    LivePortfolios live = new LivePortfolios();
    int known = 300;
    for (PortfolioDefinition definition : definitions()) {
      live.add(definition, BarSet.of(a.slice(0, known), b.slice(0, known)), LATER);
    }
    for (int days = known + 1; days <= 400; days++) {
      BarSet now = BarSet.of(a.slice(0, days), b.slice(0, days));
      // When
      List<Simulation> advanced = live.advance(now);
      // Then
      for (int p = 0; p < live.size(); p++) {
        Simulation whole = new Engine().simulate(definitions().get(p), now, LATER);
        assertThat(last(advanced.get(p).equity())).isEqualTo(last(whole.equity()));
        assertThat(last(advanced.get(p).cash())).isEqualTo(last(whole.cash()));
        assertThat(advanced.get(p).standings())
            .as("portfolio %s, %s days", p, days)
            .isEqualTo(whole.standings());
        for (int s = 0; s < 2; s++) {
          int row = whole.calendar().asOf(s, whole.calendar().size() - 1);
          assertThat(advanced.get(p).action(s, row)).isEqualTo(whole.action(s, row));
        }
      }
    }
  }

  @Test
  void runsAPortfolioAnewWhoseHistoryHasChanged() {
    // Given
    SplittableRandom random = new SplittableRandom(7);
    BarSeries a = Bars.walk("AAA", 300, 1_000_000, random);
    BarSeries b = Bars.walk("BBB", 300, 1_000_000, random);
    LivePortfolios live = new LivePortfolios();
    PortfolioDefinition definition = definitions().getFirst();
    live.add(definition, BarSet.of(a.slice(0, 299), b.slice(0, 299)), LATER);
    double[][] halved = a.columns();
    for (int c = 0; c < 4; c++) {
      halved[c] = halved[c].clone();
      for (int t = 0; t < 150; t++) {
        halved[c][t] /= 2;
      }
    }
    BarSeries restated = BarSeries.of("AAA", a.days(), halved);
    // When
    Simulation advanced = live.advance(BarSet.of(restated, b)).getFirst();
    // Then
    Simulation whole = new Engine().simulate(definition, BarSet.of(restated, b), LATER);
    assertThat(advanced.equity()).isEqualTo(whole.equity());
  }

  @Test
  void sharesEqualNodesBetweenPortfolios() {
    SplittableRandom random = new SplittableRandom(1);
    BarSet bars =
        BarSet.of(
            Bars.walk("AAA", 300, 1_000_000, random), Bars.walk("BBB", 300, 1_000_000, random));
    LivePortfolios live = new LivePortfolios();
    live.add(definitions().getFirst(), bars, LATER);
    int nodes = live.nodes();
    live.add(definitions().getFirst(), bars, LATER);
    assertThat(live.nodes()).isEqualTo(nodes);
  }

  private static List<PortfolioDefinition> definitions() {
    return List.of(
        portfolio("AAA", "BBB")
            .indicator(node("fast", "SMA", Map.of("period", 5)))
            .indicator(node("slow", "EMA", Map.of("period", 20)))
            .buy("Crossover", ref("fast"), ref("slow"))
            .sell("Crossunder", ref("fast"), ref("slow"))
            .build(),
        portfolio("AAA", "BBB")
            .indicator(node("rsi", "RSI", Map.of("period", 7)))
            .indicator(node("low", "LowestValue", Map.of("period", 10, "lag", 1)))
            .buy("LessThan", ref("rsi"), constant(35))
            .sell("GreaterThan", ref("rsi"), constant(60))
            .build(),
        portfolio("AAA", "BBB")
            .indicator(node("width", "BollingerBands", Map.of("period", 15)))
            .buy("GreaterThan", ref("width"), constant(0))
            .neverSells()
            .build(),
        portfolio("AAA", "BBB")
            .indicator(node("mean", "SMA", Map.of("period", 5)))
            .buy("GreaterThan", Documents.own("Close"), ref("mean"))
            .sell("LessThan", Documents.own("Close"), ref("mean"))
            .execution(
                new Execution(
                    Execution.Fill.NEXT_OPEN,
                    Execution.SizeAt.SIGNAL_CLOSE,
                    Execution.OnCashShortage.RESIZE,
                    Execution.Alignment.INTERSECTION,
                    null,
                    0,
                    0,
                    1,
                    false))
            .build());
  }

  private static double last(double[] values) {
    return values[values.length - 1];
  }
}
