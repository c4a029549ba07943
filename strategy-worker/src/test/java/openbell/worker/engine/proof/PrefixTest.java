package openbell.worker.engine.proof;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import openbell.worker.engine.series.BarSeries;
import org.junit.jupiter.api.Test;

/// No result knows the future: what was computed until a day stays the same, bit for bit, when
/// later
/// bars come, whatever they are.
class PrefixTest {
  private static final int ROUNDS = 170;
  private static final int BARS = 160;

  @Test
  void whatWasComputedUntilADayStaysAsItWas() {
    for (int round = 0; round < Options.rounds(ROUNDS); round++) {
      // Given
      Trial trial = Trial.of(round, BARS);
      SplittableRandom random = Options.random(round);
      BarSeries first = trial.market().universe().getFirst();
      LocalDate cut = first.date(BARS / 2 + random.nextInt(BARS / 2));
      Market past = trial.market().map(bars -> until(bars, cut));
      Market otherwise = trial.market().map(bars -> withOtherFuture(bars, cut, random));
      // When
      if (Production.run(trial.definition(), past.all()) instanceof Production.Answer.Ran known) {
        // Then
        String repeat = Options.repeat(round) + "\n" + trial.document();
        Results.assertSame(known, trial.ran(), repeat);
        Results.assertSame(
            known,
            (Production.Answer.Ran) Production.run(trial.definition(), otherwise.all()),
            repeat);
      }
    }
  }

  private static BarSeries until(BarSeries bars, LocalDate last) {
    return bars.slice(0, bars.lastAtOrBefore(last.toEpochDay()) + 1);
  }

  /// The same bars until the day, and prices that were never seen after it.
  private static BarSeries withOtherFuture(
      BarSeries bars, LocalDate last, SplittableRandom random) {
    Sheet sheet = Sheet.of(bars);
    double[][] columns = {
      sheet.open().clone(),
      sheet.high().clone(),
      sheet.low().clone(),
      sheet.close().clone(),
      sheet.volume().clone()
    };
    for (int t = bars.lastAtOrBefore(last.toEpochDay()) + 1; t < bars.size(); t++) {
      double factor = 0.25 + 4 * random.nextDouble();
      for (double[] column : List.of(columns[0], columns[1], columns[2], columns[3])) {
        column[t] *= factor;
      }
      columns[4][t] = random.nextInt(1_000_000);
    }
    return BarSeries.of(bars.symbol(), bars.days(), columns);
  }
}
