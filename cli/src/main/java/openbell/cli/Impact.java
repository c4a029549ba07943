package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a candidate document would change about the latest signals of a portfolio.
record Impact(ServiceOptions options, OpenbellService service, String portfolio) {
  private static final int SHOWN = 20;

  /// What most people look at first.
  private static final Set<String> HEADLINES =
      Set.of(
          "cagr", "total_return", "volatility", "sharpe", "max_drawdown", "exposure", "turnover");

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
      String name = metric.path("name").asText();
      if (HEADLINES.contains(name)) {
        metrics.row(name, rounded(metric.path("before")), rounded(metric.path("after")));
      }
    }
    if (!impact.path("metrics").isEmpty()) {
      options.print(metrics.text());
      options.line("--json prints all metrics.");
    }
  }

  private static String rounded(JsonNode number) {
    return number.isNumber()
        ? String.format(Locale.ROOT, "%.4f", number.asDouble())
        : Words.value(number);
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
