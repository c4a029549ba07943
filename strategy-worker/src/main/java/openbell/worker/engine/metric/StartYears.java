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
    double pivot = curve.pivot();
    ReturnSums sums = ReturnSums.of(r, 0, 0, pivot, curve.hurdle());
    Span span = new Span(curve.last(), curve.last(), 1);
    List<StartYear> rows = new ArrayList<>();
    int to = curve.size();
    for (int y = years.length - 1; y >= 0; y--) {
      int from = starts[y];
      sums = ReturnSums.of(r, from + 1, to, pivot, curve.hurdle()).and(sums);
      double first = curve.value()[from];
      span = Span.of(first, curve.value(), from + 1, to).then(span);
      rows.add(
          new StartYear(
              years[y],
              Curve.yearly(curve.last() / first, curve.years(from)),
              first > 0 ? span.maxDrawdown() : Double.NaN,
              sums.with(0).sharpe(curve.barsPerYear())));
      sums = sums.with(r[from]);
      to = from;
    }
    Collections.reverse(rows);
    return rows;
  }
}
