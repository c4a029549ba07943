package openbell.bench.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes every mail that comes as Amazon SES would, at once and without a rate, and counts them by
/// the ledger id in their tag.
final class LoopbackSes implements AutoCloseable {
  private static final Pattern LEDGER_ID =
      Pattern.compile("\"Name\":\"lid\",\"Value\":\"([0-9A-Za-z_-]+)\"");
  private static final int BACKLOG = 256;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, AtomicInteger> expected = new HashMap<>();
  private final AtomicInteger others = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong requests = new AtomicLong();

  /// @param ids of all mails to come, counted from now on
  LoopbackSes(Collection<String> ids) throws IOException {
    ids.forEach(id -> expected.put(id, new AtomicInteger()));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.setExecutor(threads);
    server.createContext("/v2/email/outbound-emails", this::take);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      bytes.addAndGet(body.length);
      requests.incrementAndGet();
      Matcher tag = LEDGER_ID.matcher(new String(body, ISO_8859_1));
      String id = tag.find() ? tag.group(1) : "";
      expected.getOrDefault(id, others).incrementAndGet();
      byte[] answer = ("{\"MessageId\":\"loopback-" + id + "\"}").getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(answer);
      }
    }
  }

  /// Mails that came exactly once.
  long once() {
    return expected.values().stream().filter(times -> times.get() == 1).count();
  }

  /// Mails that came twice or more, and those that nobody expected.
  long wrong() {
    return others.get() + expected.values().stream().filter(times -> times.get() > 1).count();
  }

  long requests() {
    return requests.get();
  }

  /// Bytes of all requests.
  long bytes() {
    return bytes.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
