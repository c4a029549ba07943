package openbell.machines.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import openbell.machines.adapter.FlyServer.Reply;
import openbell.runtime.testing.ManualClock;
import org.jspecify.annotations.Nullable;

/// The machines behind {@link FlyServer}. They take their time as the clock is turned.
final class FlyCloud {
  static final Duration BOOT = Duration.ofSeconds(4);
  static final Duration STOP = Duration.ofSeconds(2);
  static final Duration LATE = Duration.ofSeconds(10);

  final Map<String, Box> boxes = new LinkedHashMap<>();
  final Set<String> fullRegions = new HashSet<>();
  final Set<String> fullHosts = new HashSet<>();
  final Set<String> stuck = new HashSet<>();

  /// The most machines that were ever running or about to at the same time.
  int mostAtOnce;

  private final ManualClock clock;
  private final List<Late> late = new ArrayList<>();
  private int number;

  /// One machine.
  static final class Box {
    final String id;
    final String name;
    String region = "";
    String state = "created";
    JsonNode config = FlyServer.object();
    Instant created = Instant.EPOCH;
    Instant since = Instant.EPOCH;
    String nonce = "";
    Instant leasedUntil = Instant.EPOCH;

    Box(String id, String name) {
      this.id = id;
      this.name = name;
    }

    boolean live() {
      return Set.of("created", "starting", "started").contains(state);
    }
  }

  private record Late(Instant at, Runnable work) {}

  FlyCloud(ManualClock clock) {
    this.clock = clock;
  }

  void later(Runnable work) {
    late.add(new Late(clock.instant().plus(LATE), work));
  }

  /// Carries out what was due until now.
  synchronized void turn() {
    Instant now = clock.instant();
    List<Late> due = late.stream().filter(l -> !l.at().isAfter(now)).toList();
    late.removeAll(due);
    due.forEach(l -> l.work().run());
    for (Box box : boxes.values()) {
      if (stuck.contains(box.id)) {
        continue;
      }
      move(box, "created", Duration.ZERO, "starting", now);
      move(box, "starting", BOOT, "started", now);
      move(box, "stopping", STOP, "stopped", now);
    }
    mostAtOnce = Math.max(mostAtOnce, live());
  }

  int live() {
    return (int) boxes.values().stream().filter(Box::live).count();
  }

  /// A machine of this fleet that was there before.
  Box put(String name, String state, String image) {
    Box box = add(name, "ams", config(image));
    box.state = state;
    return box;
  }

  private static JsonNode config(String image) {
    ObjectNode config = FlyServer.object().put("image", image);
    config.putObject("metadata").put(FlyMachine.MARK, "workers");
    return config;
  }

  synchronized Reply handle(String method, String path, JsonNode body, @Nullable String nonce) {
    turn();
    if (path.isEmpty()) {
      return method.equals("GET") ? list() : make(body);
    }
    String[] words = path.split("[/?]");
    Box box = boxes.get(words[1]);
    if (box == null) {
      return Reply.of(404, "machine not found");
    }
    String action = method + " " + (words.length > 2 ? words[2] : "");
    boolean leased = clock.instant().isBefore(box.leasedUntil);
    if (leased && !box.nonce.equals(nonce)) {
      return Reply.of(409, "machine lease is held by somebody else");
    }
    Reply reply = act(box, action, body);
    mostAtOnce = Math.max(mostAtOnce, live());
    return reply;
  }

  private Reply act(Box box, String action, JsonNode body) {
    return switch (action) {
      case "POST lease" -> lease(box, body);
      case "DELETE lease" -> {
        box.leasedUntil = Instant.EPOCH;
        yield new Reply(200, FlyServer.object());
      }
      case "POST start" -> start(box);
      case "POST " -> {
        box.config = body.path("config");
        yield start(box);
      }
      case "POST stop" -> stop(box, body);
      case "DELETE force=true" -> {
        boxes.remove(box.id);
        yield new Reply(200, FlyServer.object());
      }
      default -> Reply.of(404, "no such action: " + action);
    };
  }

  private Reply list() {
    ArrayNode all = FlyServer.array();
    for (Box box : boxes.values()) {
      ObjectNode json =
          FlyServer.object()
              .put("id", box.id)
              .put("name", box.name)
              .put("state", box.state)
              .put("region", box.region)
              .put("created_at", box.created.toString())
              .put("updated_at", box.since.toString());
      json.set("config", box.config);
      all.add(json);
    }
    return new Reply(200, all);
  }

  private Reply make(JsonNode body) {
    String name = body.path("name").asText();
    if (boxes.values().stream().anyMatch(box -> box.name.equals(name))) {
      return Reply.of(409, "already_exists: unique machine name violation");
    }
    String region = body.path("region").asText();
    if (fullRegions.contains(region)) {
      return Reply.of(412, "insufficient resources available to fulfill request");
    }
    Box box = add(name, region, body.path("config"));
    mostAtOnce = Math.max(mostAtOnce, live());
    return new Reply(200, FlyServer.object().put("id", box.id));
  }

  private Box add(String name, String region, JsonNode config) {
    Box box = new Box("m" + ++number, name);
    box.region = region;
    box.config = config;
    box.created = clock.instant();
    box.since = clock.instant();
    boxes.put(box.id, box);
    return box;
  }

  private Reply start(Box box) {
    if (fullHosts.contains(box.id)) {
      return Reply.of(409, "could not reserve resource for machine: insufficient memory");
    }
    if (!Set.of("created", "stopped", "suspended").contains(box.state)) {
      return Reply.of(412, "machine is " + box.state);
    }
    set(box, "starting");
    return new Reply(200, FlyServer.object());
  }

  private Reply stop(Box box, JsonNode body) {
    if (!body.path("signal").asText().equals("SIGTERM") || box.nonce.isEmpty()) {
      return Reply.of(400, "the test wants SIGTERM, and a lease");
    }
    if (box.live()) {
      set(box, "stopping");
    }
    return new Reply(200, FlyServer.object());
  }

  private Reply lease(Box box, JsonNode body) {
    box.nonce = "nonce" + ++number;
    box.leasedUntil = clock.instant().plusSeconds(body.path("ttl").asLong());
    ObjectNode answer = FlyServer.object();
    answer.putObject("data").put("nonce", box.nonce);
    return new Reply(201, answer);
  }

  private void move(Box box, String from, Duration after, String to, Instant now) {
    if (box.state.equals(from) && !now.isBefore(box.since.plus(after))) {
      set(box, to);
    }
  }

  private void set(Box box, String state) {
    box.state = state;
    box.since = clock.instant();
  }
}
