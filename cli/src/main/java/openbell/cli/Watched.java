package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What can be followed until it has ended.
sealed interface Watched {
  /// Where it is; its events are below.
  String path();

  /// What it is called on the screen.
  String title();

  /// Whether a state that was read says that the result is there.
  boolean isSettled(JsonNode state);

  /// Whether nothing can follow this event.
  boolean isLast(JsonNode event);

  /// Shows an event, or a state where there are no events.
  void show(JsonNode seen, Bar bar);

  /// One run. A state is a `RunView`.
  record OfRun(String id) implements Watched {
    private static final int SHOWN = 8;
    private static final int MINUTE = 60;

    @Override
    public String path() {
      return "/api/v1/runs/" + id;
    }

    @Override
    public String title() {
      return "Run " + id.substring(0, SHOWN);
    }

    @Override
    public boolean isSettled(JsonNode state) {
      String word = state.path("state").asText();
      return word.equals("DONE") || word.equals("FAILED") || word.equals("MISSED");
    }

    @Override
    public boolean isLast(JsonNode event) {
      String stage = event.path("stage").asText();
      return stage.equals("MAILED") || stage.equals("FAILED");
    }

    @Override
    public void show(JsonNode seen, Bar bar) {
      String stage = seen.path("stage").asText(seen.path("state").asText());
      StringBuilder text = new StringBuilder(stage.toLowerCase(Locale.ROOT));
      if (seen.path("attempt").asInt() > 1) {
        text.append(", attempt ").append(seen.path("attempt").asInt());
      }
      if (seen.path("position").asInt() > 0) {
        text.append(", number ").append(seen.path("position").asInt()).append(" in the queue");
      }
      eta(seen.path("eta"), Instant.now()).ifPresent(eta -> text.append(", ").append(eta));
      if (!seen.path("detail").asText("").isEmpty()) {
        text.append(": ").append(seen.path("detail").asText());
      }
      bar.show(seen.path("percent").asInt(isSettled(seen) ? 100 : 0), text.toString());
    }

    /// In how long the moment is that the service names; empty when it is over, or nearly.
    static Optional<String> eta(JsonNode eta, Instant now) {
      try {
        long seconds = Duration.between(now, Instant.parse(eta.asText())).toSeconds();
        return seconds < 2
            ? Optional.empty()
            : Optional.of(
                seconds < MINUTE
                    ? "about " + seconds + " s to go"
                    : "about " + (seconds + MINUTE / 2) / MINUTE + " min to go");
      } catch (DateTimeException _) {
        return Optional.empty();
      }
    }
  }

  /// The batch of a session. A state counts its runs.
  record OfBatch(String market, String date) implements Watched {
    @Override
    public String path() {
      return "/api/v1/market-opens/" + market + "/" + date;
    }

    @Override
    public String title() {
      return market + " " + date;
    }

    @Override
    public boolean isSettled(JsonNode state) {
      return state.path("runs").asInt() == ended(state);
    }

    /// A batch may grow while it is watched: only its own `end` says that it does not.
    @Override
    public boolean isLast(JsonNode event) {
      return false;
    }

    @Override
    public void show(JsonNode seen, Bar bar) {
      if (!seen.has("runs")) {
        return;
      }
      int runs = seen.path("runs").asInt();
      bar.show(
          runs == 0 ? 0 : 100 * ended(seen) / runs,
          "%d of %d runs, %d failed, %d missed"
              .formatted(
                  ended(seen), runs, seen.path("failed").asInt(), seen.path("missed").asInt()));
    }

    private static int ended(JsonNode state) {
      return state.path("done").asInt()
          + state.path("failed").asInt()
          + state.path("missed").asInt();
    }
  }
}
