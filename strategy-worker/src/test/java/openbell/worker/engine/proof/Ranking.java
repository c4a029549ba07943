package openbell.worker.engine.proof;

import java.util.ArrayList;
import java.util.List;

/// The place of a symbol among all that have a bar and a number on the same day: 1 is the best, and
/// of equal ones the first declared.
///
/// @param values the ranked numbers of each symbol, on its own bars
record Ranking(List<Sheet> universe, List<Line.Numbers> values, boolean descending) {

  Line.Numbers of(int place) {
    List<double[][]> draws = new ArrayList<>();
    for (Shake draw : Shake.OF_CALCULATIONS) {
      double[] ranks = Past.missing(universe.get(place).size());
      for (int t = 0; t < ranks.length; t++) {
        Doubtful own = values.get(place).at(t);
        boolean missing = own.open() ? draw == Shake.ONE : Double.isNaN(own.value());
        if (!missing) {
          ranks[t] = 1 + better(place, t, draw);
        }
      }
      draws.add(new double[][] {ranks});
    }
    return Shake.joined(List.of("value"), draws, Formula.SELECTED);
  }

  private int better(int place, int t, Shake draw) {
    int better = 0;
    for (int other = 0; other < universe.size(); other++) {
      int row = universe.get(other).row(universe.get(place).days()[t]);
      if (other != place && row >= 0) {
        Doubtful theirs = values.get(other).at(row);
        Doubtful own = values.get(place).at(t);
        Truth wins =
            descending ? theirs.above(own, other < place) : own.above(theirs, other < place);
        better += wins.settled(draw) == Truth.TRUE ? 1 : 0;
      }
    }
    return better;
  }
}
