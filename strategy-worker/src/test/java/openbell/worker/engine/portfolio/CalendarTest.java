package openbell.worker.engine.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import openbell.worker.engine.rule.Signals;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.testing.Bars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {20261121, 17, 4242})
  void knowsTheBarOfEachSymbolOnEachDay(long seed) {
    RandomCases cases = new RandomCases(seed);
    for (int round = 0; round < 60; round++) {
      List<BarSeries> bars = cases.bars(200);
      long first = Bars.FIRST.plusDays(cases.random().nextInt(150)).toEpochDay();
      check(Calendar.union(bars, first), bars, first);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {20261121, 23})
  void growsByTheNewDaysOfItsSymbols(long seed) {
    RandomCases cases = new RandomCases(seed);
    for (int round = 0; round < 40; round++) {
      List<BarSeries> bars = cases.bars(200);
      long first = Bars.FIRST.plusDays(cases.random().nextInt(60)).toEpochDay();
      int day = (int) first + 30 + cases.random().nextInt(60);
      Calendar calendar = Calendar.union(until(bars, day), first);
      for (int more = 0; more < 20; more++) {
        day += cases.random().nextInt(4);
        calendar = calendar.grown(until(bars, day));
        check(calendar, until(bars, day), first);
      }
    }
  }

  private static List<BarSeries> until(List<BarSeries> bars, int day) {
    return bars.stream().map(one -> one.slice(0, one.lastAtOrBefore(day) + 1)).toList();
  }

  private static void check(Calendar calendar, List<BarSeries> bars, long first) {
    TreeSet<Integer> days = new TreeSet<>();
    for (BarSeries one : bars) {
      for (int row = one.firstAtOrAfter(first); row < one.size(); row++) {
        days.add(one.days()[row]);
      }
    }
    assertThat(calendar.size()).isEqualTo(days.size());
    assertThat(calendar.days()).containsExactly(days.stream().mapToInt(day -> day).toArray());
    for (int s = 0; s < bars.size(); s++) {
      BarSeries one = bars.get(s);
      for (int i = 0; i < calendar.size(); i++) {
        int day = calendar.day(i);
        int newest = one.lastAtOrBefore(day);
        boolean has = newest >= 0 && one.days()[newest] == day;
        assertThat(calendar.asOf(s, i)).isEqualTo(newest);
        assertThat(calendar.row(s, i)).isEqualTo(has ? newest : -1);
        assertThat(!has || calendar.dayOf(s, newest) == i).isTrue();
        assertThat(calendar.indexAtOrAfter(day)).isEqualTo(i);
      }
    }
    assertThat(calendar.dayOf(0, Signals.NEVER)).isEqualTo(Signals.NEVER);
    assertThat(calendar.indexAtOrAfter(Integer.MAX_VALUE)).isEqualTo(calendar.size());
  }

  @Test
  void sharesTheDaysOfBarsThatAreAllInIt() {
    List<BarSeries> bars = new ArrayList<>(List.of(Bars.flat("AAA", 1, 2, 3)));
    bars.add(Bars.flat("BBB", 1, 2, 3));
    assertThat(Calendar.union(bars, 0).days()).isSameAs(bars.getFirst().days());
  }
}
