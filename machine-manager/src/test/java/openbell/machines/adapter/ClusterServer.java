package openbell.machines.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import openbell.machines.adapter.FlyServer.Fault;
import openbell.machines.adapter.FlyServer.Kind;
import openbell.machines.adapter.FlyServer.Reply;
import openbell.runtime.testing.ManualClock;

/// The few requests of the Kubernetes API that {@link KubernetesFleet} makes, with faults.
final class ClusterServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEPLOYMENT = "/apis/apps/v1/namespaces/openbell/deployments/worker";
  private static final String PODS = "/api/v1/namespaces/openbell/pods";

  final Cluster cluster;
  final List<String> asked = new ArrayList<>();

  private final HttpServer server;
  private final Deque<Fault> faults = new ArrayDeque<>();

  ClusterServer(ManualClock clock) throws IOException {
    this.cluster = new Cluster(clock);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized void fail(String on, Kind kind, int status) {
    faults.add(new Fault(on, kind, status, ""));
  }

  synchronized void noMoreFaults() {
    faults.clear();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void serve(HttpExchange exchange) throws IOException {
    String line = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    JsonNode body = bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes);
    asked.add(line);
    Fault fault = faults.stream().filter(f -> line.contains(f.on())).findFirst().orElse(null);
    if (fault == null) {
      answer(exchange, handle(line, body));
      return;
    }
    faults.remove(fault);
    switch (fault.kind()) {
      case SAYS -> answer(exchange, failure(fault.status()));
      case DOES_AND_HANGS_UP -> {
        handle(line, body);
        exchange.close();
      }
      case DOES_IT_LATE -> {
        cluster.later(() -> handle(line, body));
        exchange.close();
      }
      case HANGS_UP -> exchange.close();
    }
  }

  private Reply handle(String line, JsonNode body) {
    cluster.turn();
    if (line.equals("GET " + DEPLOYMENT)) {
      return new Reply(200, deployment());
    }
    if (line.equals("PUT " + DEPLOYMENT + "/scale")) {
      return scale(body);
    }
    if (line.equals("GET " + PODS)) {
      return new Reply(200, pods());
    }
    if (line.startsWith("PATCH " + PODS + "/")) {
      return annotate(line.substring(line.lastIndexOf('/') + 1), body);
    }
    if (line.startsWith("GET " + PODS + "/")) {
      Cluster.Box box = cluster.find(line.substring(line.lastIndexOf('/') + 1));
      return box == null ? failure(404) : new Reply(200, pod(box));
    }
    return failure(404);
  }

  private Reply scale(JsonNode body) {
    String version = body.path("metadata").path("resourceVersion").asText();
    if (!version.equals(Integer.toString(cluster.version))) {
      return failure(409);
    }
    cluster.scale(body.path("spec").path("replicas").asInt());
    return new Reply(200, body);
  }

  private Reply annotate(String name, JsonNode patch) {
    Cluster.Box box = cluster.find(name);
    if (box == null) {
      return failure(404);
    }
    JsonNode annotations = patch.path("metadata").path("annotations");
    annotations
        .properties()
        .forEach(
            e -> {
              if (e.getValue().isNull()) {
                box.annotations.remove(e.getKey());
              } else {
                box.annotations.put(e.getKey(), e.getValue().asText());
              }
            });
    return new Reply(200, pod(box));
  }

  private ObjectNode deployment() {
    ObjectNode json = object("Deployment", "apps/v1", "worker");
    ((ObjectNode) json.path("metadata")).put("resourceVersion", "" + cluster.version);
    ObjectNode spec = json.putObject("spec").put("replicas", cluster.replicas);
    spec.putObject("selector").putObject("matchLabels").put("app", "worker");
    return json;
  }

  private ObjectNode pods() {
    ObjectNode json = JSON.createObjectNode().put("kind", "PodList").put("apiVersion", "v1");
    ArrayNode items = json.putArray("items");
    cluster.pods.forEach(box -> items.add(pod(box)));
    return json;
  }

  private static ObjectNode pod(Cluster.Box box) {
    ObjectNode json = object("Pod", "v1", box.name);
    ObjectNode metadata = (ObjectNode) json.path("metadata");
    metadata.put("creationTimestamp", box.created.toString());
    if (box.endAt != null) {
      metadata.put("deletionTimestamp", box.endAt.toString());
    }
    ObjectNode annotations = metadata.putObject("annotations");
    box.annotations.forEach(annotations::put);
    json.putObject("spec").put("nodeName", "node-1");
    ObjectNode container =
        json.putObject("status")
            .put("phase", box.phase)
            .putArray("containerStatuses")
            .addObject()
            .put("name", "worker")
            .put("started", box.phase.equals("Running") && box.waits.isEmpty());
    if (!box.waits.isEmpty()) {
      container.putObject("state").putObject("waiting").put("reason", box.waits);
    }
    return json;
  }

  private static ObjectNode object(String kind, String version, String name) {
    ObjectNode json = JSON.createObjectNode().put("kind", kind).put("apiVersion", version);
    json.putObject("metadata").put("name", name).put("namespace", "openbell");
    return json;
  }

  private static Reply failure(int status) {
    ObjectNode json = JSON.createObjectNode().put("kind", "Status").put("apiVersion", "v1");
    return new Reply(status, json.put("status", "Failure").put("code", status));
  }

  private static void answer(HttpExchange exchange, Reply reply) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(reply.body());
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
