package openbell.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An endpoint of SES that takes everything and remembers what it took, by the ledger id in the
/// tag. It notes a mail first and answers a little later, so that a kill may fall in between.
final class SesPost implements AutoCloseable {
  private static final Pattern LID = Pattern.compile("\"Name\":\"lid\",\"Value\":\"([0-9a-f]+)\"");
  private static final int SLOWEST_MS = 30;

  private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();
  private final HttpServer server;

  SesPost() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  int mails() {
    return taken.size();
  }

  boolean took(String ledgerId) {
    return taken.containsKey(ledgerId);
  }

  List<String> all() {
    return List.copyOf(taken.keySet());
  }

  List<String> takenTwice() {
    return taken.entrySet().stream()
        .filter(mail -> mail.getValue().get() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Matcher tag = LID.matcher(body);
    boolean mail = tag.find();
    if (mail) {
      taken.computeIfAbsent(tag.group(1), _ -> new AtomicInteger()).incrementAndGet();
      City.sleep(ThreadLocalRandom.current().nextInt(SLOWEST_MS));
    }
    byte[] said =
        (mail ? "{\"MessageId\":\"m-" + tag.group(1) + "\"}" : "{}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(mail ? 200 : 404, said.length);
    exchange.getResponseBody().write(said);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
