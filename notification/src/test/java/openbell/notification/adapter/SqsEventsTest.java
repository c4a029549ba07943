package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import openbell.model.run.FailureException;
import openbell.notification.event.EventSource.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Against a small server that speaks the JSON protocol of SQS: a message comes again until it is
/// deleted.
class SqsEventsTest {
  private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:openbell";
  private static final String EVENT =
      """
      {"eventType":"%s","mail":{"messageId":"m-1","timestamp":"2018-05-11T13:30:00Z",
       "tags":{"lid":["0a1b2c"]}}}
      """;

  private final Map<String, String> messages = new LinkedHashMap<>();
  private final List<String> counted = new ArrayList<>();
  private volatile int status = 200;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void readsEventsWithAndWithoutTheTopicsEnvelopeUntilTheyAreDone() {
    // Given
    messages.put("raw", EVENT.formatted("Send"));
    messages.put("wrapped", envelope(TOPIC, EVENT.formatted("Delivery")));
    messages.put("click", EVENT.formatted("Click"));
    SqsEvents queue = queue();
    // When
    List<Received> first = queue.receive();
    first.forEach(queue::done);
    List<Received> second = queue.receive();
    // Then
    assertThat(first)
        .extracting(one -> one.event().map(event -> event.kind().name()).orElse("none"))
        .containsExactly("SEND", "DELIVERY", "none");
    assertThat(second).isEmpty();
    assertThat(messages).isEmpty();
  }

  @Test
  void leavesWhatItCannotReadAndWhatIsOfAnotherTopic() {
    // Given
    messages.put("garbage", "<html>");
    messages.put("foreign", envelope(TOPIC + "2", EVENT.formatted("Send")));
    // When
    List<Received> received = queue().receive();
    // Then
    assertThat(received).isEmpty();
    assertThat(messages).hasSize(2);
    assertThat(counted).containsExactly("unreadable refused", "wrong_topic refused");
  }

  @Test
  void saysSoWhenTheQueueDoesNotAnswer() {
    // Given
    messages.put("raw", EVENT.formatted("Send"));
    SqsEvents queue = queue();
    status = 500;
    // When
    assertThatThrownBy(queue::receive).isInstanceOf(FailureException.class);
    status = 200;
    // Then
    assertThat(queue.receive()).hasSize(1);
  }

  private SqsEvents queue() {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    SqsClient client =
        SqsClient.builder()
            .region(Region.EU_WEST_1)
            .endpointOverride(endpoint)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(all -> all.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    return new SqsEvents(
        client,
        endpoint + "/123456789012/events",
        0,
        Optional.of(TOPIC),
        (what, how) -> counted.add(what + " " + how));
  }

  private static String envelope(String topic, String event) {
    return SesEventJson.JSON
        .createObjectNode()
        .put("Type", "Notification")
        .put("TopicArn", topic)
        .put("Message", event)
        .toString();
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode ask = SesEventJson.JSON.readTree(exchange.getRequestBody());
    ObjectNode said = SesEventJson.JSON.createObjectNode();
    if (status == 200) {
      if (exchange.getRequestHeaders().getFirst("X-Amz-Target").endsWith("ReceiveMessage")) {
        ArrayNode all = said.putArray("Messages");
        messages.forEach(
            (handle, body) ->
                all.addObject()
                    .put("MessageId", handle)
                    .put("ReceiptHandle", handle)
                    .put("Body", body)
                    .put("MD5OfBody", md5(body)));
      } else {
        messages.remove(ask.path("ReceiptHandle").asText());
      }
    }
    byte[] bytes = said.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String md5(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
