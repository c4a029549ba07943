package openbell.worker.engine.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.worker.engine.series.BarSeries;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A state that is moved on by days is the same, bit for bit, as a run over all of them.
class ResumeTest {
  private static final int ROUNDS = 6;
  private static final int DAYS_ONE_BY_ONE = 25;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {20261121, 11, 5550123})
  void continuesWhereAnEarlierRunStopped(long seed) {
    RandomCases cases = new RandomCases(seed);
    for (int round = 0; round < ROUNDS; round++) {
      for (String strategy : RandomCases.STRATEGIES) {
        // Given
        List<BarSeries> bars = cases.bars(300);
        PortfolioDefinition definition = cases.definition(bars, strategy);
        Calendar calendar = Calendar.union(bars, definition.startDate().toEpochDay());
        State state = State.start(CapitalPlan.of(definition.strategy().capital()), bars.size());
        int cut = cases.random().nextInt(calendar.size() - 2 * DAYS_ONE_BY_ONE);
        for (int step = 0; step < DAYS_ONE_BY_ONE && cut < calendar.size(); step++) {
          // When: once some days at a time, then day by day
          List<BarSeries> known = until(bars, calendar.day(cut));
          Holdings grown = Cases.holdings(definition, known);
          State before = state.copy();
          Simulation part = Simulator.advance(grown, state);
          Simulation whole = Simulator.run(grown);
          // Then
          String name = "%s, round %s, day %s".formatted(strategy, round, cut);
          same(part, whole, known, name);
          same(Simulator.advance(grown, before), whole, known, name + ", from a copy");
          cut += step == 0 ? 1 + cases.random().nextInt(DAYS_ONE_BY_ONE) : 1;
        }
      }
    }
  }

  private static List<BarSeries> until(List<BarSeries> bars, int day) {
    return bars.stream().map(one -> one.slice(0, one.lastAtOrBefore(day) + 1)).toList();
  }

  private static void same(Simulation part, Simulation whole, List<BarSeries> bars, String name) {
    int first = part.first();
    int end = whole.equity().length;
    assertThat(part.equity()).as(name).isEqualTo(tail(whole.equity(), first));
    assertThat(part.cash()).as(name).isEqualTo(tail(whole.cash(), first));
    assertThat(part.invested()).as(name).isEqualTo(tail(whole.invested(), first));
    assertThat(part.flow()).as(name).isEqualTo(tail(whole.flow(), first));
    assertThat(part.unit()).as(name).isEqualTo(tail(whole.unit(), first));
    assertThat(part.standings()).as(name).isEqualTo(whole.standings());
    assertThat(part.fees()).as(name).isEqualTo(whole.fees());
    assertThat(part.slippage()).as(name).isEqualTo(whole.slippage());
    int fills = whole.fills().size() - part.fills().size();
    assertThat(part.fills()).as(name).isEqualTo(whole.fills().subList(fills, whole.fills().size()));
    int trades = whole.trades().size() - part.trades().size();
    assertThat(part.trades())
        .as(name)
        .isEqualTo(whole.trades().subList(trades, whole.trades().size()));
    for (int s = 0; s < bars.size(); s++) {
      int newest = whole.calendar().asOf(s, end - 1);
      for (int row = Math.max(0, whole.calendar().asOf(s, first) - 1); row <= newest; row++) {
        assertThat(part.action(s, row)).as(name).isEqualTo(whole.action(s, row));
      }
      assertThat(part.action(s, newest - 1)).as(name).isEqualTo(whole.action(s, newest - 1));
    }
  }

  private static double[] tail(double[] values, int from) {
    return Arrays.copyOfRange(values, from, values.length);
  }
}
