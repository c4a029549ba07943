package openbell.worker.intake.offline;

/// The outcomes of a sweep over two parameters as a field: the first goes to the right, the second
/// goes up.
final class HeatMap {
  private final Ranking ranking;
  private final double low;
  private final double high;

  /// @param ranking of exactly two axes
  HeatMap(Ranking ranking) {
    this.ranking = ranking;
    double[] values = ranking.sorted();
    this.low = values.length == 0 ? Double.NaN : values[0];
    this.high = values.length == 0 ? Double.NaN : values[values.length - 1];
  }

  Ranking ranking() {
    return ranking;
  }

  Axis across() {
    return ranking.grid().axes().get(0);
  }

  Axis up() {
    return ranking.grid().axes().get(1);
  }

  int columns() {
    return across().values().size();
  }

  int rows() {
    return up().values().size();
  }

  /// Index of the combination in a column from the left and a row from the bottom.
  int index(int column, int row) {
    return column * rows() + row;
  }

  /// The worst value of the metric, `NaN` when there is none.
  double worst() {
    return ranking.metric().smallerIsBetter() ? high : low;
  }

  double best() {
    return ranking.metric().smallerIsBetter() ? low : high;
  }

  /// 0 for the worst, 1 for the best value; all are best when they are the same.
  double place(double value) {
    return high > low ? (value - worst()) / (best() - worst()) : 1;
  }
}
