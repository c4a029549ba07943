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
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import openbell.runtime.testing.ManualClock;

/// The Machines API as {@link FlyFleet} needs it, on a clock that stands still: it keeps to the
/// documented limits, counts who breaks them, and fails where a test says.
final class FlyServer implements AutoCloseable {
  static final String TOKEN = "fm2_secret";

  private static final ObjectMapper JSON = new ObjectMapper();

  final FlyCloud cloud;
  final List<String> asked = new ArrayList<>();

  private final FlyLimits limits;
  private final HttpServer server;
  private final Deque<Fault> faults = new ArrayDeque<>();

  /// What goes wrong.
  enum Kind {
    /// Answers with the status, and does nothing.
    SAYS,
    /// Does it, and hangs up without an answer.
    DOES_AND_HANGS_UP,
    /// Hangs up, and does it ten seconds later.
    DOES_IT_LATE,
    /// Hangs up, and never does it.
    HANGS_UP
  }

  /// @param on part of `METHOD /path` that it meets, once
  record Fault(String on, Kind kind, int status, String body) {}

  record Reply(int status, JsonNode body) {
    static Reply of(int status, String error) {
      return new Reply(status, JSON.createObjectNode().put("error", error));
    }
  }

  FlyServer(ManualClock clock) throws IOException {
    this.cloud = new FlyCloud(clock);
    this.limits = new FlyLimits(clock);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized void fail(String on, Kind kind) {
    faults.add(new Fault(on, kind, 0, ""));
  }

  synchronized void say(String on, int status, String body) {
    faults.add(new Fault(on, Kind.SAYS, status, body));
  }

  synchronized void noMoreFaults() {
    faults.clear();
  }

  synchronized List<String> tooMany() {
    return List.copyOf(limits.broken);
  }

  synchronized long asked(Predicate<String> like) {
    return asked.stream().filter(like).count();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void serve(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().toString().replace("/v1/apps/app/machines", "");
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    JsonNode body = bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes);
    String nonce = exchange.getRequestHeaders().getFirst(FlyApi.NONCE);
    String line = method + " " + path;
    asked.add(line);
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, Reply.of(401, "unauthorized"));
      return;
    }
    if (limits.exceeded(method, path)) {
      answer(exchange, Reply.of(429, "rate limit exceeded"));
      return;
    }
    Fault fault = faults.stream().filter(f -> line.contains(f.on())).findFirst().orElse(null);
    if (fault == null) {
      answer(exchange, cloud.handle(method, path, body, nonce));
      return;
    }
    faults.remove(fault);
    switch (fault.kind()) {
      case SAYS -> answer(exchange, Reply.of(fault.status(), fault.body()));
      case DOES_AND_HANGS_UP -> {
        cloud.handle(method, path, body, nonce);
        exchange.close();
      }
      case DOES_IT_LATE -> {
        cloud.later(() -> cloud.handle(method, path, body, nonce));
        exchange.close();
      }
      case HANGS_UP -> exchange.close();
    }
  }

  private static void answer(HttpExchange exchange, Reply reply) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(reply.body());
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ArrayNode array() {
    return JSON.createArrayNode();
  }
}
