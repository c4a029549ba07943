package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import openbell.notification.deliver.ExtraChannel;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendOutcome;
import openbell.notification.deliver.SendOutcome.Accepted;
import openbell.notification.deliver.SendOutcome.Never;
import openbell.notification.deliver.SendOutcome.NotNow;
import openbell.notification.deliver.SendOutcome.Unclear;
import openbell.notification.deliver.SendPace;
import openbell.runtime.testing.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a small HTTP server that keeps a log of every request.
class PostChannelTest {
  private static final ManualClock CLOCK = ManualClock.at("2018-05-11T13:30:00Z");

  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> signatures = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void signsTimeAndBody() throws Exception {
    // When
    SendOutcome outcome = webhook().send(ChannelContract.email("0a1b2c", "SELL · 1 change"));
    // Then
    assertThat(outcome).isInstanceOf(Accepted.class);
    JsonNode body = SesEventJson.tree(bodies.getFirst());
    assertThat(body.path("id").asText()).isEqualTo("0a1b2c");
    assertThat(body.path("subject").asText()).isEqualTo("SELL · 1 change");
    String expected = PostChannel.signature("s3cret", "1526045400." + bodies.getFirst());
    assertThat(signatures).containsExactly("t=1526045400,v1=" + expected);
  }

  @Test
  void leavesNothingToSlackThatItWouldTakeForMarkup() {
    // When
    PostChannel.slack(uri(), Duration.ofSeconds(5), CLOCK)
        .send(ChannelContract.email("0a1b2c", "<!channel> & more"));
    // Then
    assertThat(bodies.getFirst()).contains("&lt;!channel&gt; &amp; more").doesNotContain("<");
  }

  @Test
  void judgesByTheAnswer() {
    assertThat(answered(429)).isInstanceOf(NotNow.class);
    assertThat(answered(302)).isInstanceOf(Never.class);
    assertThat(answered(404)).isInstanceOf(Never.class);
    assertThat(answered(500)).isInstanceOf(Unclear.class);
    assertThat(bodies).hasSize(4);
    server.stop(0);
    assertThat(webhook().send(ChannelContract.email("0a1b2c", "x"))).isInstanceOf(NotNow.class);
  }

  @Test
  void postsASignalOnceHoweverManyReadItAndStopsNoMail() throws Exception {
    // Given
    status = 404;
    try (SendingDesk desk = SendingDesk.of(webhook(), SendPace.NO_LIMIT)) {
      ExtraChannel extra = new ExtraChannel(desk.delivery, desk.dispatch);
      // When
      extra.accept(SendingDesk.request("anna", 0));
      extra.accept(SendingDesk.request("anna", 0));
      desk.send();
      // Then
      assertThat(bodies).hasSize(1);
      assertThat(desk.states()).isEqualTo(Map.of(LedgerState.REJECTED, 1));
      assertThat(desk.alerts).hasSize(1);
    }
  }

  private SendOutcome answered(int code) {
    status = code;
    return webhook().send(ChannelContract.email("0a1b2c", "x"));
  }

  private PostChannel webhook() {
    return PostChannel.webhook(uri(), "s3cret", Duration.ofSeconds(5), CLOCK);
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  private void answer(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String signature = exchange.getRequestHeaders().getFirst(PostChannel.SIGNATURE);
    signatures.add(signature == null ? "" : signature);
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }
}
