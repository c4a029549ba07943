package openbell.worker.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import openbell.model.portfolio.Execution;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.Primitive.Kind;
import openbell.model.strategy.Primitives;
import openbell.model.wire.Parsed;
import openbell.worker.engine.portfolio.Simulation;
import openbell.worker.engine.series.BarSeries;
import org.junit.jupiter.api.Test;

/// A portfolio that is kept warm and told one day after the other has, to the last bit, what a run
/// over the whole history has.
class IncrementalTest {
  private static final int ROUNDS = 60;
  private static final int BARS = 110;

  /// Days that are told one by one.
  private static final int STEPS = 25;

  @Test
  void dayByDayIsTheSameAsAllAtOnce() {
    List<String> strategies = Primitives.names(Kind.CAPITAL);
    for (int round = 0; round < Options.rounds(ROUNDS); round++) {
      Trial trial = Trial.of(round, BARS);
      assertSame(trial.definition(), trial.market(), Options.repeat(round));
      // Given: the same with a capital strategy of every kind
      SplittableRandom random = Options.random(round);
      Market market = Market.random(random, BARS);
      String strategy = strategies.get(round % strategies.size());
      if (Production.parse(RandomCapital.of(random, market, strategy).toString())
              instanceof Parsed.Ok ok
          && Production.run(ok.definition(), market.all()) instanceof Production.Answer.Ran) {
        assertSame(ok.definition(), market, Options.repeat(round) + " " + strategy);
      }
    }
  }

  private static void assertSame(
      PortfolioDefinition definition, Market market, String explanation) {
    // Given
    Simulation whole = Production.simulate(definition, market);
    int[] days = whole.calendar().days();
    int from = days.length - STEPS;
    Market known = until(market, days[Math.max(0, from - 1)]);
    boolean allBegun = known.all().stream().allMatch(bars -> bars.size() > 0);
    boolean union = definition.execution().calendar() == Execution.Alignment.UNION;
    if (from <= 0 || !union || !allBegun || !Production.runs(definition, known)) {
      return;
    }
    Production.Warm warm = new Production.Warm(definition, known);
    // When
    for (int i = from; i < days.length; i++) {
      Market today = until(market, days[i]);
      Simulation told = warm.advance(today);
      // Then
      assertSame(told, Production.simulate(definition, today), "day " + i + " of " + explanation);
    }
  }

  private static void assertSame(Simulation told, Simulation all, String explanation) {
    int first = told.first();
    int days = all.equity().length;
    assertThat(told.equity())
        .as(explanation)
        .isEqualTo(Arrays.copyOfRange(all.equity(), first, days));
    assertThat(told.cash()).as(explanation).isEqualTo(Arrays.copyOfRange(all.cash(), first, days));
    assertThat(told.unit()).as(explanation).isEqualTo(Arrays.copyOfRange(all.unit(), first, days));
    assertThat(told.standings()).as(explanation).isEqualTo(all.standings());
    assertThat(told.fills().stream().filter(fill -> fill.bar() > first).toList())
        .as(explanation)
        .isEqualTo(all.fills().stream().filter(fill -> fill.bar() > first).toList());
  }

  private static Market until(Market market, int day) {
    return market.map(bars -> until(bars, day));
  }

  private static BarSeries until(BarSeries bars, int day) {
    return bars.slice(0, bars.lastAtOrBefore(day) + 1);
  }
}
