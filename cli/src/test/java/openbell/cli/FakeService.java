package openbell.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A small HTTP server that answers what a test tells it, and the command beside it.
final class FakeService implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  /// Requests as they came: method, address, and the headers that verbs set on purpose.
  final List<String> asked = new CopyOnWriteArrayList<>();

  /// Bodies as they came, "" for none.
  final List<String> bodies = new CopyOnWriteArrayList<>();

  final List<String> keys = new CopyOnWriteArrayList<>();
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  final Map<String, String> environment = new HashMap<>();
  String said = "";
  Instant now = NOW;

  private final Map<String, Deque<Reply>> replies = new HashMap<>();
  private final HttpServer server;

  record Reply(int status, String type, String body, Map<String, String> headers) {}

  FakeService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    environment.put("OPENBELL_URL", url());
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  FakeService on(String asked, String body) {
    return on(asked, new Reply(200, "application/json", body, Map.of()));
  }

  FakeService events(String asked, String body) {
    return on(asked, new Reply(200, "text/event-stream", body, Map.of()));
  }

  FakeService problem(String asked, int status, String code, String rest) {
    String body =
        "{\"type\":\"urn:openbell:problem:%s\",\"detail\":\"Said %s.\"%s}"
            .formatted(code, code, rest);
    return on(asked, new Reply(status, "application/problem+json", body, Map.of()));
  }

  /// The last one told stays.
  FakeService on(String asked, Reply reply) {
    replies.computeIfAbsent(asked, _ -> new ArrayDeque<>()).add(reply);
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String what = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    StringBuilder line = new StringBuilder(what);
    for (String header : List.of("If-Match", "Last-Event-ID")) {
      String value = exchange.getRequestHeaders().getFirst(header);
      line.append(value == null ? "" : " " + header + ": " + value);
    }
    asked.add(line.toString());
    keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
    Deque<Reply> known = replies.getOrDefault(what, new ArrayDeque<>());
    Reply reply;
    synchronized (known) {
      reply =
          known.isEmpty()
              ? new Reply(404, "text/plain", "", Map.of())
              : known.size() > 1 ? known.pop() : known.peek();
    }
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", reply.type());
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  int openbell(Object... arguments) {
    String[] words = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
    Surroundings around =
        new Surroundings(
            environment,
            _ -> Optional.of(said).filter(text -> !text.isEmpty()),
            Clock.fixed(now, ZoneOffset.UTC));
    return OpenbellCommand.commandLine(around, words)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  static Path written(Path file, String text) throws IOException {
    return Files.writeString(file, text);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
