package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import openbell.notification.deliver.SendOutcome;
import openbell.notification.deliver.SendOutcome.Accepted;
import openbell.notification.deliver.SendOutcome.Never;
import openbell.notification.deliver.SendOutcome.NotNow;
import openbell.notification.deliver.SendOutcome.OutOfQuota;
import openbell.notification.deliver.SendOutcome.Unclear;
import openbell.notification.wiring.SesClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against a small HTTP server that keeps a log of every request it took.
class SesChannelTest {
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private HttpServer server;
  private int status = 200;
  private String error = "";
  private String body = "{\"MessageId\":\"ses-1\"}";
  private boolean hang;

  @BeforeEach
  void start() throws IOException {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
  }

  @Test
  void sendsOneRequestWithTheLedgerIdAsTag() {
    // When
    SendOutcome outcome = channel(Duration.ofSeconds(5)).send(ChannelContract.email("0a1b2c", "ß"));
    // Then
    assertThat(outcome).isEqualTo(new Accepted("ses-1"));
    assertThat(log).hasSize(1);
    assertThat(log.getFirst())
        .contains("\"Name\":\"lid\",\"Value\":\"0a1b2c\"")
        .contains("\"ContentId\":\"chart@openbell\"")
        .contains("List-Id");
  }

  @ParameterizedTest
  @CsvSource({
    "429, TooManyRequestsException, slow down, NotNow",
    "400, SendingPausedException, paused, NotNow",
    "429, TooManyRequestsException, Daily message quota exceeded, OutOfQuota",
    "400, MessageRejected, no, Never",
    "400, BadRequestException, no, Never",
    "400, MailFromDomainNotVerifiedException, no, Never",
    "500, InternalFailure, oops, Unclear",
    "503, ServiceUnavailable, oops, Unclear"
  })
  void judgesByTheAnswer(int answer, String code, String text, String meaning) {
    // Given
    status = answer;
    error = code;
    body = "{\"message\":\"" + text + "\"}";
    // When
    SendOutcome outcome = channel(Duration.ofSeconds(5)).send(ChannelContract.email("0a1b2c", "x"));
    // Then
    assertThat(outcome)
        .isInstanceOf(
            switch (meaning) {
              case "NotNow" -> NotNow.class;
              case "OutOfQuota" -> OutOfQuota.class;
              case "Never" -> Never.class;
              default -> Unclear.class;
            });
    assertThat(log).hasSize(1);
  }

  @Test
  void doesNotKnowWhenSesTakesTheMailAndNeverAnswers() {
    // Given
    hang = true;
    // When
    SendOutcome outcome =
        channel(Duration.ofMillis(700)).send(ChannelContract.email("0a1b2c", "x"));
    // Then
    assertThat(outcome).isInstanceOf(Unclear.class);
    assertThat(log).hasSize(1);
  }

  @Test
  void doesNotKnowWhenTheAnswerCannotBeRead() {
    // Given
    body = "<html>proxy</html>";
    // When
    SendOutcome outcome = channel(Duration.ofSeconds(5)).send(ChannelContract.email("0a1b2c", "x"));
    // Then
    assertThat(outcome).isInstanceOf(Unclear.class);
    assertThat(log).hasSize(1);
  }

  @Test
  void saysNotNowWhenNobodyListens() {
    // Given
    SesChannel channel = channel(Duration.ofSeconds(5));
    server.stop(0);
    // When
    SendOutcome outcome = channel.send(ChannelContract.email("0a1b2c", "x"));
    // Then
    assertThat(outcome).isInstanceOf(NotNow.class);
  }

  private SesChannel channel(Duration timeout) {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new SesChannel(SesClients.of("eu-west-1", Optional.of(endpoint), timeout), "");
  }

  private void answer(HttpExchange exchange) throws IOException {
    log.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    if (hang) {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (!error.isEmpty()) {
      exchange.getResponseHeaders().set("x-amzn-ErrorType", error);
    }
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
