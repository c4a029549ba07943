package openbell.worker.engine.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import openbell.model.artifact.RunArtifact.StartYear;

/// A run as if it had begun with a later year: the figures of the curve from the first bar of each
/// year to the end.
///
/// Each year is summed once; a slice is its first year joined with the slices after it.
final class StartYears {
  private StartYears() {}

  /// @param starts first bar of each year
  /// @param years their numbers
  static List<StartYear> of(Curve curve, int[] starts, int[] years) {
    double[] r = curve.returns();
    ReturnSums sums = ReturnSums.of(r, 0, 0, curve.hurdle());
    double low = curve.last();
    double worst = 1;
    List<StartYear> rows = new ArrayList<>();
    int to = curve.size();
    for (int y = years.length - 1; y >= 0; y--) {
      int from = starts[y];
      sums = ReturnSums.of(r, from + 1, to, curve.hurdle()).and(sums);
      // Backwards, so that each year goes on from the lowest value and worst fall after it.
      for (int t = to - 1; t >= from; t--) {
        double v = curve.value()[t];
        low = v < low ? v : low;
        if (low < worst * v) {
          worst = low / v;
        }
      }
      rows.add(row(curve, years[y], from, worst, sums.with(0)));
      sums = sums.with(r[from]);
      to = from;
    }
    Collections.reverse(rows);
    return rows;
  }

  private static StartYear row(Curve curve, int year, int from, double worst, ReturnSums sums) {
    boolean sound = curve.value()[from] > 0 && worst > 0;
    return new StartYear(
        year,
        sound ? Curve.yearly(curve.last() / curve.value()[from], curve.years(from)) : Double.NaN,
        sound ? worst - 1 : Double.NaN,
        sound ? sums.sharpe(curve.barsPerYear()) : Double.NaN);
  }
}
