package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/// What became of a run, for people.
record RunReport(ServiceOptions options, OpenbellService service) {
  private static final int PERCENT = 100;

  /// Prints a run that was waited for.
  ///
  /// @return the exit code
  int print(JsonNode run) {
    String state = run.path("state").asText();
    boolean done = state.equals("DONE");
    if (options.asJson()) {
      options.json(run);
      return done ? Exit.DONE : Exit.NO;
    }
    String what =
        "%s, %s %s: %s"
            .formatted(
                run.path("name").asText(),
                run.path("market").asText(),
                run.path("session").asText(),
                state.toLowerCase(Locale.ROOT));
    options.line(TextTable.plain(what + took(run)));
    String id = run.path("id").asText();
    if (done) {
      if (run.path("purpose").asText().equals("PREVIEW")) {
        states(id);
      } else {
        signals(run, id);
      }
      options.line("Its page: " + service.base() + "/runs/" + TextTable.plain(id));
    } else if (state.equals("FAILED")) {
      options.line(
          TextTable.plain(run.path("reason").asText() + ": " + run.path("detail").asText()));
    } else {
      options.line("It has not ended yet. ./openbell watch " + TextTable.plain(id) + " goes on.");
    }
    return done ? Exit.DONE : Exit.NO;
  }

  private static String took(JsonNode run) {
    return run.hasNonNull("durationMillis")
        ? " in %.1f s".formatted(run.path("durationMillis").asLong() / 1000.0)
        : "";
  }

  /// A preview has no signals: nobody is told. What it holds is in the last rows of its file.
  private void states(String id) {
    String file;
    try {
      file =
          new String(
              service.bytes("/api/v1/runs/" + id + "/artifacts/signals.csv"),
              StandardCharsets.UTF_8);
    } catch (VerbFailure failure) {
      options.aside("openbell: its signals cannot be read now: " + failure.getMessage());
      return;
    }
    // Date, symbol and letter; the bars of one symbol may end before those of another.
    Map<String, String[]> last = new LinkedHashMap<>();
    file.lines()
        .skip(1)
        .map(row -> row.split(",", -1))
        .filter(row -> row.length > 2)
        .forEach(row -> last.put(row[1], row));
    last.forEach(
        (symbol, row) ->
            options.line(TextTable.plain("%s  %s: %s".formatted(row[0], symbol, state(row[2])))));
  }

  private static String state(String letter) {
    return switch (letter) {
      case "H" -> "hold";
      case "E" -> "stay out";
      case "B" -> "buy";
      case "S" -> "sell";
      default -> letter;
    };
  }

  /// What it says about the session, when it is judged already.
  private void signals(JsonNode run, String id) {
    String session = run.path("market").asText() + ":" + run.path("session").asText();
    JsonNode all;
    try {
      all = service.get("/api/v1/signals?session=" + session);
    } catch (VerbFailure failure) {
      options.aside("openbell: its signals cannot be asked now: " + failure.getMessage());
      return;
    }
    for (JsonNode signal : all) {
      if (signal.path("runId").asText().equals(id)) {
        String changes = changes(signal);
        options.line(changes.isEmpty() ? "Nothing changes." : TextTable.plain(changes));
      }
    }
  }

  /// E.g. `ENTER AAPL 0.0% -> 50.0%`.
  static String changes(JsonNode signal) {
    StringJoiner words = new StringJoiner(", ");
    for (JsonNode change : signal.path("changes")) {
      words.add(
          "%s %s %.1f%% -> %.1f%%"
              .formatted(
                  change.path("action").asText(),
                  change.path("symbol").asText(),
                  change.path("fromWeight").asDouble() * PERCENT,
                  change.path("toWeight").asDouble() * PERCENT));
    }
    return words.toString();
  }
}
