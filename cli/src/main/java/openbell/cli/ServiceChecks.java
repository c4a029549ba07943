package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What `doctor` learns from a running Openbell.
final class ServiceChecks {
  /// A tick of another minute, or a link that has run out, is what a wrong clock looks like.
  private static final Duration MOST_SKEW = Duration.ofSeconds(30);

  private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+\\.\\d+).*");

  private final OpenbellService service;
  private final Place place;
  private final Clock clock;
  private final @Nullable String version;

  /// @param version of this command; null when it does not run from its jar
  ServiceChecks(OpenbellService service, Place place, Clock clock, @Nullable String version) {
    this.service = service;
    this.place = place;
    this.clock = clock;
    this.version = version;
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    OpenbellService.Health health;
    try {
      health = service.health();
    } catch (VerbFailure _) {
      checks.add(
          Check.problem(
              "service",
              "nothing answers at " + service.base(),
              "Start it with ./openbell up, or name it with --url or OPENBELL_URL."));
      checks.add(Check.skipped("key", "the service does not answer"));
      return checks;
    }
    if (health.state().isEmpty()) {
      checks.add(
          Check.problem(
              "service",
              "what answers at " + service.base() + " is not Openbell",
              "Look what listens there, or name Openbell with --url."));
      return checks;
    }
    checks.addAll(parts(health.state().get()));
    checks.add(store(health.state().get()));
    checks.add(skew(health.date()));
    checks.add(key());
    checks.add(version());
    return checks;
  }

  /// What the service stands on, as it says itself.
  private List<Check> parts(JsonNode state) {
    List<Check> checks = new ArrayList<>();
    boolean up = state.path("status").asText().equals("UP");
    int parts = state.path("checks").size();
    checks.add(
        up
            ? Check.ok("service", service.base() + " is healthy, " + parts + " parts")
            : Check.problem(
                "service", service.base() + " is not healthy", "Mend what is named below."));
    for (JsonNode part : state.path("checks")) {
      if (!part.path("status").asText().equals("UP")) {
        String name = part.path("name").asText();
        String why = part.path("data").isEmpty() ? "" : ": " + part.path("data");
        checks.add(Check.problem("part", name + " is down" + why, fix(name)));
      }
    }
    return checks;
  }

  /// A service on this machine keeps results in its own directory; others may report on theirs.
  private Check store(JsonNode state) {
    for (JsonNode part : state.path("checks")) {
      String name = part.path("name").asText().toLowerCase(Locale.ROOT);
      if (name.contains("store") && part.path("status").asText().equals("UP")) {
        return Check.ok("store", "reachable, says the service");
      }
    }
    if (!isHere()) {
      return Check.skipped("store", "the service says nothing about its artifact store");
    }
    Path artifacts = place.var().resolve("artifacts");
    return !Files.exists(artifacts) || Files.isWritable(artifacts)
        ? Check.ok("store", artifacts.toString())
        : Check.problem(
            "store",
            artifacts + " cannot be written",
            "Give it to the user that runs Openbell, with everything in it.");
  }

  private boolean isHere() {
    try {
      return place
          .running()
          .filter(Place::isAlive)
          .filter(it -> it.path("port").asInt() == service.base().getPort())
          .isPresent();
    } catch (VerbFailure _) {
      return false;
    }
  }

  private static String fix(String part) {
    String name = part.toLowerCase(Locale.ROOT);
    if (name.contains("database") || name.contains("postgres")) {
      return "Is PostgreSQL up, and its address right? ./openbell logs postgres";
    }
    if (name.contains("redis") || name.contains("queue")) {
      return "Is Redis up, and its address right? ./openbell logs redis";
    }
    if (name.contains("store") || name.contains("s3") || name.contains("artifact")) {
      return "Is the artifact store up, writable, and its key right? docs/storage.md";
    }
    return "Read ./openbell logs, and docs/operations.md.";
  }

  private Check skew(Optional<String> date) {
    Instant theirs;
    try {
      theirs =
          date.map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))
              .map(ZonedDateTime::toInstant)
              .orElse(null);
    } catch (DateTimeException _) {
      theirs = null;
    }
    if (theirs == null) {
      return Check.skipped("clock", "the service does not say what time it is");
    }
    Duration skew = Duration.between(theirs, clock.instant()).abs();
    return skew.compareTo(MOST_SKEW) <= 0
        ? Check.ok("clock", "within " + (skew.toSeconds() + 1) + " s of the service's")
        : Check.problem(
            "clock",
            "this clock and the service's differ by " + skew.toSeconds() + " s",
            "Let both keep time by NTP: runs start, and links end, by the clock.");
  }

  private Check key() {
    try {
      JsonNode account = service.get("/api/v1/account");
      return Check.ok(
          "key",
          "%s, with %s"
              .formatted(account.path("owner").asText(), Words.joined(account.path("scopes"))));
    } catch (VerbFailure failure) {
      return Check.problem(
          "key",
          String.valueOf(failure.getMessage()),
          "Set OPENBELL_API_KEY to a key that counts; the page /keys makes one.");
    }
  }

  private Check version() {
    String theirs;
    try {
      theirs = service.get("/api/v1/openapi.json").path("info").path("version").asText();
    } catch (VerbFailure _) {
      theirs = "";
    }
    Matcher server = VERSION.matcher(theirs);
    Matcher mine = VERSION.matcher(version == null ? "" : version);
    if (!server.matches() || !mine.matches()) {
      return Check.skipped("version", "not known of both sides");
    }
    return server.group(1).equals(mine.group(1))
        ? Check.ok("version", mine.group(1) + " on both sides")
        : Check.warning(
            "version",
            "this is %s, the service is %s".formatted(mine.group(1), server.group(1)),
            "Use the command of the service's version.");
  }
}
