package openbell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriptionVerbsTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";

  private final List<String> asked = new ArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String answer = "{}";
  private int status = 200;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private int openbell(String... arguments) {
    String url = "http://localhost:" + server.getAddress().getPort();
    return OpenbellCommand.commandLine(
            new Surroundings(Map.of("OPENBELL_URL", url), _ -> Optional.empty()))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void subscribeSendsOnlyWhatWasSaid() {
    // Given
    answer = "{\"id\": \"" + ID + "\", \"receives\": false}";
    // When
    int exit = openbell("subscribe", "p-1", "eve@elsewhere.org", "--when", "weekly");
    // Then
    assertThat(exit).as(err.toString()).isZero();
    assertThat(asked)
        .containsExactly(
            "POST /api/v1/subscriptions"
                + " {\"portfolio\":\"p-1\",\"email\":\"eve@elsewhere.org\",\"when\":\"weekly\"}");
    assertThat(out.toString()).contains(ID).contains("asks its reader to confirm");
  }

  @Test
  void subscribeTellsWhyItWasRefusedAndWhere() {
    // Given
    status = 422;
    answer =
        """
        {"type": "urn:openbell:problem:invalid-subscription", "detail": "One mistake.",
         "errors": [{"pointer": "/email", "detail": "no address", "hint": "write one"}]}""";
    // When
    int exit = openbell("subscribe", "p-1", "nobody");
    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(err.toString()).contains("One mistake. (/email: no address: write one)");
  }

  @Test
  void subscriptionsAreListedHarmlessly() {
    // Given an address that would command the terminal
    answer =
        """
        [{"id": "x", "portfolioName": "Golden\\u001b[31m", "email": "eve@elsewhere.org",
          "when": "weekly", "language": "en", "state": "PENDING"}]""";
    // When
    int exit = openbell("subscriptions", "--portfolio", "p-1");
    // Then
    assertThat(exit).as(err.toString()).isZero();
    assertThat(asked.getFirst()).startsWith("GET /api/v1/subscriptions?portfolio=p-1");
    assertThat(out.toString()).contains("eve@elsewhere.org").contains("pending");
    assertThat(out.toString()).doesNotContain("\u001b");
  }

  @Test
  void theVerbsOfOneAskForIt() {
    // When
    int ended = openbell("subscriptions", "end", ID);
    int resent = openbell("subscriptions", "resend", ID);
    int tested = openbell("subscriptions", "test", ID);
    // Then
    assertThat(List.of(ended, resent, tested)).containsOnly(0);
    assertThat(asked.stream().map(String::strip))
        .containsExactly(
            "DELETE /api/v1/subscriptions/" + ID,
            "POST /api/v1/subscriptions/" + ID + "/confirmation",
            "POST /api/v1/subscriptions/" + ID + "/test");
    assertThat(openbell("subscriptions", "end", "../queues")).isEqualTo(2);
    server.stop(0);
    assertThat(openbell("subscriptions")).isEqualTo(69);
  }
}
