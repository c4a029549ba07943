package openbell.worker.intake.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import openbell.worker.intake.offline.Ranking.Refusal;
import openbell.worker.intake.offline.Ranking.Row;

/// A sweep for programs: every combination, the refused ones too.
final class SweepFiles {
  private final Ranking ranking;

  SweepFiles(Ranking ranking) {
    this.ranking = ranking;
  }

  /// One line per combination in grid order; figures that could not be formed are empty.
  String csv() {
    TreeSet<String> keys = new TreeSet<>(ranking.own().keySet());
    ranking.rows().forEach(row -> keys.addAll(row.figures().keySet()));
    List<String> heading = new ArrayList<>();
    ranking.grid().axes().forEach(axis -> heading.add(axis.name()));
    heading.addAll(List.of("outcome", "reason"));
    heading.addAll(keys);
    StringBuilder out = new StringBuilder(String.join(",", heading)).append('\n');
    for (int i = 0; i < ranking.outcomes().size(); i++) {
      List<String> cells = new ArrayList<>();
      ranking.grid().values(i).forEach(value -> cells.add(cell(Axis.label(value))));
      Map<String, Double> figures = outcome(ranking.outcomes().get(i), cells);
      keys.forEach(key -> cells.add(figures.containsKey(key) ? Axis.label(figures.get(key)) : ""));
      out.append(String.join(",", cells)).append('\n');
    }
    return out.toString();
  }

  private static Map<String, Double> outcome(Outcome outcome, List<String> cells) {
    return switch (outcome) {
      case Outcome.Tried(var figures) -> {
        cells.addAll(List.of("evaluated", ""));
        yield figures;
      }
      case Outcome.Refused(var reason) -> {
        cells.addAll(List.of("refused", cell(reason)));
        yield Map.of();
      }
      case Outcome.NotReached() -> {
        cells.addAll(List.of("not reached", ""));
        yield Map.of();
      }
    };
  }

  private static String cell(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  /// @param span what was swept over
  /// @param top most rows
  String json(String span, int top) {
    JsonText json = new JsonText().open("", '{');
    json.text("name", ranking.name()).text("span", span);
    json.text("metric", ranking.metric().key()).text("sort", ranking.sort().key());
    json.number("combinations", ranking.outcomes().size());
    json.number("evaluated", ranking.rows().size());
    json.number("notReached", ranking.notReached());
    json.text("caution", SweepReport.CAUTION);
    json.open("own", '{').open("params", '{');
    ranking.grid().axes().forEach(axis -> own(json, axis));
    json.close('}');
    figures(json, ranking.own());
    json.close('}').open("rows", '[');
    for (Row row : ranking.rows().subList(0, Math.min(top, ranking.rows().size()))) {
      json.open("", '{');
      params(json, row.index());
      json.flag("best", row.index() == ranking.best());
      json.flag("own", row.index() == ranking.grid().own());
      figures(json, row.figures());
      json.close('}');
    }
    json.close(']').open("refused", '[');
    for (Refusal refusal : ranking.refused()) {
      json.open("", '{');
      params(json, refusal.index());
      json.text("reason", refusal.reason()).close('}');
    }
    return json.close(']').close('}').toString();
  }

  private static void own(JsonText json, Axis axis) {
    Object own = axis.own();
    if (own != null) {
      json.value(axis.name(), own);
    }
  }

  private void params(JsonText json, int index) {
    json.open("params", '{');
    List<Object> values = ranking.grid().values(index);
    for (int a = 0; a < values.size(); a++) {
      json.value(ranking.grid().axes().get(a).name(), values.get(a));
    }
    json.close('}');
  }

  private static void figures(JsonText json, Map<String, Double> figures) {
    json.open("metrics", '{');
    figures.forEach(json::number);
    json.close('}');
  }
}
