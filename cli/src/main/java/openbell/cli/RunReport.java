package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
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
      signals(run, id);
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
