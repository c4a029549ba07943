package openbell.worker.engine.plan;

import java.util.List;
import openbell.worker.engine.rule.Rule;
import openbell.worker.engine.series.BarSeries;

/// Ranks one symbol among all that have a bar and a number on the same day.
///
/// @param tracks of all symbols, in declared order like the inputs
/// @param symbol which of them is ranked
/// @param descending true: the greatest number has rank 1
record Ranking(List<Track> tracks, int symbol, boolean descending) implements Work {

  @Override
  public void fill(Rule.Inputs in, int from, int to, Values out) {
    int[] days = tracks.get(symbol).bars().days();
    int[] rows = new int[tracks.size()];
    for (int other = 0; other < rows.length; other++) {
      rows[other] = tracks.get(other).bars().firstAtOrAfter(days[from]);
    }
    double[] own = in.numbers()[symbol];
    for (int t = from; t < to; t++) {
      boolean known = !Double.isNaN(own[t]);
      out.numbers()[0][t] = known ? rank(in.numbers(), rows, days[t], own[t]) : Double.NaN;
    }
  }

  /// @param rows of each symbol; they only move forward
  private int rank(double[][] values, int[] rows, int day, double own) {
    int rank = 1;
    for (int other = 0; other < rows.length; other++) {
      BarSeries bars = tracks.get(other).bars();
      while (rows[other] < bars.size() && bars.days()[rows[other]] < day) {
        rows[other]++;
      }
      if (rows[other] == bars.size() || bars.days()[rows[other]] != day || other == symbol) {
        continue;
      }
      double rival = values[other][rows[other]];
      boolean better = descending ? rival > own : rival < own;
      rank += better || (rival == own && other < symbol) ? 1 : 0;
    }
    return rank;
  }

  @Override
  public Work copy() {
    return this;
  }
}
