package openbell.worker.intake.offline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// The outcomes of a sweep, the best first.
///
/// @param name of the document
/// @param own figures of the document as it is
/// @param metric the figure that says which combination is best
/// @param rows those that were evaluated, by the figure the reader sorts by; equals in grid order
/// @param refused those that were not evaluated, in grid order
record Ranking(
    String name,
    Grid grid,
    Map<String, Double> own,
    Figure metric,
    Figure sort,
    List<Outcome> outcomes,
    List<Row> rows,
    List<Refusal> refused) {

  /// A combination with its figures.
  record Row(int index, Map<String, Double> figures) {}

  /// A combination with the reason why it has none.
  record Refusal(int index, String reason) {}

  static Ranking of(
      String name,
      Grid grid,
      Map<String, Double> own,
      List<Figure> metricAndSort,
      List<Outcome> outcomes) {
    List<Row> rows = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      switch (outcomes.get(i)) {
        case Outcome.Tried(var figures) -> rows.add(new Row(i, figures));
        case Outcome.Refused(var reason) -> refused.add(new Refusal(i, reason));
        case Outcome.NotReached() -> {}
      }
    }
    Figure sort = metricAndSort.getLast();
    rows.sort(byMerit(sort));
    return new Ranking(
        name, grid, own, metricAndSort.getFirst(), sort, outcomes, rows, List.copyOf(refused));
  }

  private static Comparator<Row> byMerit(Figure figure) {
    return Comparator.comparingDouble((Row row) -> -figure.merit(row.figures()));
  }

  int notReached() {
    return outcomes.size() - rows.size() - refused.size();
  }

  /// Index of the combination with the best metric, -1 when none has one.
  int best() {
    return rows.stream()
        .filter(row -> row.figures().containsKey(metric.key()))
        .min(byMerit(metric))
        .map(Row::index)
        .orElse(-1);
  }

  /// The metric of a combination, NaN when there is none.
  double value(int index) {
    return outcomes.get(index) instanceof Outcome.Tried(var figures)
        ? figures.getOrDefault(metric.key(), Double.NaN)
        : Double.NaN;
  }

  /// The metric of every combination that has one, ascending.
  double[] sorted() {
    double[] values =
        rows.stream()
            .mapToDouble(row -> value(row.index()))
            .filter(value -> !Double.isNaN(value))
            .toArray();
    Arrays.sort(values);
    return values;
  }

  OptionalDouble median() {
    double[] values = sorted();
    int half = values.length / 2;
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2);
  }
}
