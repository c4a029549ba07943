package openbell.runtime.artifact.adapter;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// A small S3 with a script of faults for manifests. Everything else it stores and gives back.
final class FaultyS3 implements AutoCloseable {

  /// What happens to one request. The first group is for writes, the second for reads.
  enum Fault {
    CONFLICT,
    TOO_MANY,
    INTERNAL,
    SLOW_DOWN,
    RESET_BEFORE_STORING,
    RESET_AFTER_STORING,
    ERROR_AFTER_STORING,
    SILENCE_AFTER_STORING,
    TAKEN_WITHOUT_REASON,

    READ_INTERNAL,
    READ_TOO_MANY,
    READ_CUT_SHORT,
    READ_RESET;

    boolean isForReads() {
      return ordinal() >= READ_INTERNAL.ordinal();
    }
  }

  final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  final Deque<Fault> script = new ArrayDeque<>();
  final List<String> headers = new CopyOnWriteArrayList<>();
  final List<String> requests = new CopyOnWriteArrayList<>();

  /// What a conditional write of a key that is taken is answered with; 0 stores it all the same.
  volatile int takenStatus = 412;

  /// When not 0, the answer to everything.
  volatile int answerEverything;

  private final HttpServer server;
  private final CountDownLatch closed = new CountDownLatch(1);

  FaultyS3() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String key = exchange.getRequestURI().getPath().replaceFirst("^/bucket/", "");
      byte[] body = exchange.getRequestBody().readAllBytes();
      requests.add(exchange.getRequestMethod() + " " + key);
      if (answerEverything != 0) {
        respond(exchange, answerEverything, new byte[0]);
        return;
      }
      switch (exchange.getRequestMethod()) {
        case "PUT" -> put(exchange, key, body);
        case "GET" -> get(exchange, key);
        case "DELETE" -> {
          objects.remove(key);
          respond(exchange, 204, new byte[0]);
        }
        default -> respond(exchange, 405, new byte[0]);
      }
    }
  }

  private synchronized Fault next(String key, boolean read) {
    Fault fault = script.peek();
    boolean mine = fault != null && fault.isForReads() == read && key.endsWith("manifest.json");
    return mine ? script.poll() : null;
  }

  private void get(HttpExchange exchange, String key) throws IOException {
    byte[] stored = objects.get(key);
    switch (next(key, true)) {
      case READ_INTERNAL -> respond(exchange, 500, new byte[0]);
      case READ_TOO_MANY -> respond(exchange, 429, new byte[0]);
      case READ_RESET -> exchange.close();
      case READ_CUT_SHORT -> {
        exchange.sendResponseHeaders(200, stored.length);
        exchange.getResponseBody().write(stored, 0, stored.length / 2);
        exchange.getResponseBody().flush();
      }
      case null, default ->
          respond(exchange, stored == null ? 404 : 200, stored == null ? new byte[0] : stored);
    }
  }

  private void put(HttpExchange exchange, String key, byte[] body) throws IOException {
    headers.add(headersOf(exchange));
    boolean conditional = exchange.getRequestHeaders().containsKey("If-None-Match");
    Fault fault = next(key, false);
    int refused =
        switch (fault) {
          case CONFLICT -> 409;
          case TOO_MANY -> 429;
          case INTERNAL -> 500;
          case SLOW_DOWN -> 503;
          case TAKEN_WITHOUT_REASON -> 412;
          case null, default -> 0;
        };
    if (refused != 0) {
      respond(exchange, refused, new byte[0]);
    } else if (fault == Fault.RESET_BEFORE_STORING) {
      exchange.close();
    } else if (conditional && takenStatus != 0 && objects.putIfAbsent(key, body) != null) {
      respond(exchange, takenStatus, new byte[0]);
    } else {
      objects.put(key, body);
      stored(exchange, fault);
    }
  }

  private void stored(HttpExchange exchange, Fault fault) throws IOException {
    switch (fault) {
      case RESET_AFTER_STORING -> exchange.close();
      case ERROR_AFTER_STORING -> respond(exchange, 500, new byte[0]);
      case SILENCE_AFTER_STORING -> awaitEnd();
      case null, default -> respond(exchange, 200, new byte[0]);
    }
  }

  private void awaitEnd() {
    try {
      closed.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String headersOf(HttpExchange exchange) {
    StringBuilder all = new StringBuilder();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> all.append(name.toLowerCase(Locale.ROOT)).append('=').append(values));
    return all.toString();
  }

  private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("ETag", "\"e\"");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
