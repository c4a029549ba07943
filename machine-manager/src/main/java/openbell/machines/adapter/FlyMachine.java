package openbell.machines.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import openbell.machines.fleet.Machine;

/// A machine as the Machines API lists it.
///
/// @param since when it came into this state, as far as the API says
record FlyMachine(
    String id,
    String name,
    String state,
    String region,
    String image,
    String fleet,
    Instant created,
    Instant since) {
  /// Metadata that says whose machine it is.
  static final String MARK = "openbell_fleet";

  /// A transient state that lasts longer is stuck; an update may take twice as long.
  static final Duration STUCK = Duration.ofMinutes(5);

  private static final Set<String> RESTS = Set.of("created", "stopped", "suspended");
  private static final Set<String> COMES = Set.of("creating", "starting", "restarting");
  private static final Set<String> CHANGES = Set.of("updating", "replacing");
  private static final Set<String> GOES = Set.of("stopping", "suspending", "destroying");
  private static final Set<String> BROKEN = Set.of("failed", "launch_failed");
  private static final Set<String> GONE = Set.of("destroyed", "replaced", "migrated");

  static FlyMachine of(JsonNode json) {
    JsonNode config = json.path("config");
    Instant created = time(json.path("created_at"), Instant.EPOCH);
    return new FlyMachine(
        json.path("id").asText(),
        json.path("name").asText(),
        json.path("state").asText(),
        json.path("region").asText(),
        config.path("image").asText(),
        config.path("metadata").path(MARK).asText(),
        created,
        time(json.path("updated_at"), created));
  }

  boolean running() {
    return state.equals("started");
  }

  /// Ended and can be started again.
  boolean startable(Instant now) {
    return RESTS.contains(state) && !fresh(now);
  }

  /// Did not start, and does not by itself.
  boolean broken() {
    return BROKEN.contains(state);
  }

  /// Occupies nothing any more, not even its name.
  boolean gone() {
    return GONE.contains(state);
  }

  /// As the fleet shows it; empty when it is not running and not about to.
  Optional<Machine> shown(Instant now, Duration grace) {
    if (gone() || broken() || startable(now)) {
      return Optional.empty();
    }
    return Optional.of(new Machine(id, shownState(now, grace), since, since, detail()));
  }

  private Machine.State shownState(Instant now, Duration grace) {
    if (running()) {
      return Machine.State.RUNNING;
    }
    if (GOES.contains(state)) {
      return longer(grace.plus(STUCK), now) ? Machine.State.STUCK : Machine.State.STOPPING;
    }
    if (COMES.contains(state) || fresh(now)) {
      return longer(STUCK, now) ? Machine.State.STUCK : Machine.State.STARTING;
    }
    if (CHANGES.contains(state)) {
      return longer(STUCK.multipliedBy(2), now) ? Machine.State.STUCK : Machine.State.STARTING;
    }
    // A state that did not exist when this was written: not usable, and a person should know.
    return Machine.State.STUCK;
  }

  // What was just made is `created` for a while before it starts by itself.
  private boolean fresh(Instant now) {
    return state.equals("created") && !now.isAfter(created.plus(STUCK));
  }

  private boolean longer(Duration limit, Instant now) {
    return now.isAfter(since.plus(limit));
  }

  private String detail() {
    return "%s in %s, %s".formatted(name, region, state);
  }

  private static Instant time(JsonNode text, Instant otherwise) {
    try {
      return Instant.parse(text.asText());
    } catch (DateTimeParseException _) {
      return otherwise;
    }
  }
}
