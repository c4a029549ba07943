package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// What a candidate document would change about the latest signals of a portfolio.
record Impact(ServiceOptions options, OpenbellService service, String portfolio) {
  private static final int SHOWN = 20;

  /// Has the candidate evaluated and waits for the comparison.
  ///
  /// @param seconds the longest wait
  /// @return the whole `ImpactView`
  JsonNode of(byte[] document, int seconds) {
    String path = PortfolioCommand.PATH + "/" + portfolio + "/impacts";
    JsonNode begun = service.json(service.send("POST", path, document, Map.of()));
    String id = options.mail(begun.path("id").asText());
    return isRunning(begun)
        ? new Waiting(options, seconds)
            .until(
                () -> service.get(path + "/" + id), Impact::isRunning, "the edit to be evaluated")
        : begun;
  }

  private static boolean isRunning(JsonNode impact) {
    return impact.path("state").asText().equals("RUNNING");
  }

  static boolean isDone(JsonNode impact) {
    return impact.path("state").asText().equals("DONE");
  }

  void print(JsonNode impact) {
    if (!isDone(impact)) {
      options.line(
          isRunning(impact)
              ? "Not known yet: it is still being evaluated. --wait waits longer."
              : "Not known: " + TextTable.plain(impact.path("detail").asText()));
      return;
    }
    options.line(
        "Your edit changes %d of the last %d signals."
            .formatted(impact.path("changed").asInt(), impact.path("sessions").asInt()));
    changes(impact.path("changes"));
    TextTable metrics = new TextTable("METRIC", "BEFORE", "AFTER");
    for (JsonNode metric : impact.path("metrics")) {
      metrics.row(
          metric.path("name").asText(),
          Words.value(metric.path("before")),
          Words.value(metric.path("after")));
    }
    if (!impact.path("metrics").isEmpty()) {
      options.print(metrics.text());
    }
  }

  private void changes(JsonNode changes) {
    if (changes.isEmpty()) {
      return;
    }
    TextTable table = new TextTable("SESSION", "SYMBOL", "BEFORE", "AFTER");
    for (int i = 0; i < Math.min(SHOWN, changes.size()); i++) {
      JsonNode change = changes.get(i);
      table.row(
          change.path("session").asText(),
          change.path("symbol").asText(),
          Words.value(change.path("before")),
          Words.value(change.path("after")));
    }
    options.print(table.text());
    if (changes.size() > SHOWN) {
      options.line("and %d more; --json prints all.".formatted(changes.size() - SHOWN));
    }
  }
}
