package openbell.worker.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A provider of bars on loopback that answers what a test says.
public final class StandInProvider implements AutoCloseable {
  private final HttpServer server;
  private final List<URI> asked = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour = exchange -> reply(exchange, 404, "");

  /// Answers one question.
  public interface Behaviour {
    void answer(HttpExchange exchange) throws IOException;
  }

  public StandInProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI());
          try (exchange) {
            behaviour.answer(exchange);
          }
        });
    server.start();
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void behave(Behaviour next) {
    behaviour = next;
  }

  public void says(int status, String body) {
    behaviour = exchange -> reply(exchange, status, body);
  }

  /// Addresses that were asked, without host.
  public List<URI> asked() {
    return asked;
  }

  public static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
