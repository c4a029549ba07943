package openbell.worker.intake.offline;

import java.util.Map;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.worker.engine.RunResult;
import openbell.worker.intake.offline.Comparison.Difference;

/// A comparison for programs.
final class CompareJson {
  private CompareJson() {}

  static String of(Comparison comparison) {
    JsonText json = new JsonText().open("", '{');
    json.text("start", Spans.first(comparison.a()).toString());
    json.text("end", Spans.last(comparison.a()).toString());
    json.number("days", comparison.days().length);
    json.number("correlation", comparison.correlation());
    json.number("differentDays", comparison.differentDays());
    side(json, "a", comparison.a());
    side(json, "b", comparison.b());
    json.open("difference", '{');
    Map<String, Double> other = comparison.b().artifact().metrics();
    comparison
        .a()
        .artifact()
        .metrics()
        .forEach((key, value) -> json.number(key, other.getOrDefault(key, Double.NaN) - value));
    json.close('}').open("differences", '[');
    for (Difference one : comparison.differences()) {
      json.open("", '{').text("date", one.date().toString()).text("symbol", one.symbol());
      json.text("a", one.inA().letter()).text("b", one.inB().letter()).close('}');
    }
    return json.close(']').close('}').toString();
  }

  private static void side(JsonText json, String name, RunResult result) {
    json.open(name, '{').text("name", result.artifact().name());
    json.number("equity", result.artifact().equity());
    json.open("metrics", '{');
    result.artifact().metrics().forEach(json::number);
    json.close('}').open("today", '[');
    for (Standing one : result.artifact().today()) {
      json.open("", '{').text("symbol", one.symbol()).text("state", one.action().letter());
      json.number("weight", one.weight()).close('}');
    }
    json.close(']').close('}');
  }
}
