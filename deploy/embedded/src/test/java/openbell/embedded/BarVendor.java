package openbell.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A vendor of daily bars on loopback, which sells the sample data: `/q/d/l/?s=aapl.us&i=d`.
final class BarVendor implements AutoCloseable {
  private static final Pattern SYMBOL = Pattern.compile("(?:^|&)s=([a-z0-9]+)\\.us(?:&|$)");
  private static final Path BARS = Jvm.ROOT.resolve("sample-data/bars");

  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private BarVendor(HttpServer server) {
    this.server = server;
  }

  static BarVendor open() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    BarVendor vendor = new BarVendor(server);
    server.createContext("/q/d/l/", vendor::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return vendor;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// The symbols that were asked for, in the order of asking.
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Matcher matcher = SYMBOL.matcher(exchange.getRequestURI().getQuery());
      String symbol = matcher.find() ? matcher.group(1).toUpperCase(Locale.ROOT) : "";
      asked.add(symbol);
      Path file = BARS.resolve(symbol + ".csv");
      byte[] body =
          Files.isRegularFile(file)
              ? Files.readAllBytes(file)
              : "No data".getBytes(StandardCharsets.US_ASCII);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
