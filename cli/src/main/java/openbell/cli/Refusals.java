package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What a person is told when a service says no, or nothing.
///
/// @param hasKey whether an API key was sent
record Refusals(URI base, boolean hasKey) {
  private static final String TYPE = "urn:openbell:problem:";

  VerbFailure silent() {
    return new VerbFailure(
        Exit.UNREACHABLE,
        "nothing answers at "
            + base
            + ": is it running? ./openbell up, or name it with --url; ./openbell doctor looks why");
  }

  VerbFailure stranger() {
    return new VerbFailure(
        Exit.NO,
        "what answers at " + base + " does not know this: is --url the address of Openbell?");
  }

  VerbFailure refused(int status, JsonNode problem, Optional<Duration> wait) {
    return switch (status) {
      case 401 ->
          new VerbFailure(
              Exit.NO,
              base
                  + " wants an API key: "
                  + (hasKey
                      ? "the one in OPENBELL_API_KEY does not count; it may have ended"
                      : "set OPENBELL_API_KEY"));
      case 502, 503 ->
          new VerbFailure(
              Exit.UNREACHABLE,
              "it cannot be reached now: " + problem.path("detail").asText("HTTP " + status));
      case 429 ->
          new VerbFailure(
              Exit.NO,
              detail(problem, "too many requests")
                  + wait.map(time -> " Try again in " + time.toSeconds() + " s.").orElse(""));
      default -> byProblem(problem);
    };
  }

  private VerbFailure byProblem(JsonNode problem) {
    if (!problem.path("type").asText().startsWith(TYPE)) {
      return stranger();
    }
    String said = detail(problem, "refused");
    return new VerbFailure(
        Exit.NO,
        switch (problem.path("type").asText().substring(TYPE.length())) {
          case "scope-missing" -> said + " Or: ./openbell keys create NAME --scope …";
          case "portfolio-not-found" -> said + " ./openbell portfolio list prints yours.";
          case "run-not-found" -> said + " ./openbell signals prints the newest.";
          case "key-not-found" -> said + " ./openbell keys list prints them.";
          case "version-stale" -> said + " ./openbell portfolio show ID --document prints it.";
          default -> said;
        },
        problem);
  }

  private static String detail(JsonNode problem, String otherwise) {
    String places =
        StreamSupport.stream(problem.path("errors").spliterator(), false)
            .filter(error -> !error.path("pointer").asText().isEmpty())
            .map(error -> place(error, problem.path("detail").asText()))
            .collect(Collectors.joining("; "));
    String detail = problem.path("detail").asText(otherwise);
    return places.isEmpty() ? detail : detail + " (" + places + ")";
  }

  /// Where, what is wrong there, and what to write instead.
  private static String place(JsonNode error, String said) {
    return Stream.of("pointer", "message", "detail", "fix", "hint")
        .map(part -> error.path(part).asText())
        .filter(text -> !text.isEmpty() && !text.equals(said))
        .collect(Collectors.joining(": "));
  }
}
