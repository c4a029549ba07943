package openbell.machines.adapter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import openbell.machines.adapter.FlyApi.Call;

/// The requests of {@link FlyFleet}, with their bodies.
record FlyOrders(FlySettings settings) {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int RESTARTS = 3;
  private static final String TERM = "SIGTERM";

  Call list() {
    return Call.ofApp("GET", null);
  }

  /// Makes a machine, which starts at once.
  Call make(String name, String region) {
    ObjectNode body = object().put("name", name).put("region", region);
    body.set("config", config());
    return Call.ofApp("POST", body);
  }

  Call start(String id) {
    return Call.ofMachine(id, "start", "POST", "/start", null, "");
  }

  /// Gives a stopped machine the present image and size, and starts it.
  Call renew(FlyMachine machine, String nonce) {
    ObjectNode body = object().put("region", machine.region());
    body.set("config", config());
    return Call.ofMachine(machine.id(), "update", "POST", "", body, nonce);
  }

  Call stop(String id, String nonce) {
    ObjectNode body = object().put("signal", TERM).put("timeout", grace());
    return Call.ofMachine(id, "stop", "POST", "/stop", body, nonce);
  }

  Call destroy(String id, String nonce) {
    return Call.ofMachine(id, "destroy", "DELETE", "?force=true", null, nonce);
  }

  Call lease(String id) {
    ObjectNode body =
        object()
            .put("ttl", LEASE.toSeconds())
            .put("description", "machine manager of fleet " + settings.fleet());
    return Call.ofMachine(id, "lease", "POST", "/lease", body, "");
  }

  Call release(String id, String nonce) {
    return Call.ofMachine(id, "release", "DELETE", "/lease", null, nonce);
  }

  private ObjectNode config() {
    ObjectNode config = object().put("image", settings.image());
    config
        .putObject("guest")
        .put("cpu_kind", settings.size().cpuKind())
        .put("cpus", settings.size().cpus())
        .put("memory_mb", settings.size().memoryMegabytes());
    ObjectNode environment = config.putObject("env");
    settings.environment().forEach(environment::put);
    config.putObject("metadata").put(FlyMachine.MARK, settings.fleet());
    // A worker that ends by itself with 0 had nothing to do: it stays stopped.
    config.putObject("restart").put("policy", "on-failure").put("max_retries", RESTARTS);
    // By default it would be SIGINT, and five seconds.
    config.putObject("stop_config").put("signal", TERM).put("timeout", grace());
    return config;
  }

  private String grace() {
    return settings.grace().toSeconds() + "s";
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
