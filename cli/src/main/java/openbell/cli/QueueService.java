package openbell.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A running Openbell, over its HTTP API.
final class QueueService {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Duration TO_CONNECT = Duration.ofSeconds(5);
  private static final Duration TO_ANSWER = Duration.ofSeconds(60);
  private static final int FIRST_ERROR = 400;
  private static final int UNAUTHENTICATED = 401;
  private static final int BAD_GATEWAY = 502;
  private static final int UNAVAILABLE = 503;

  private final URI base;
  private final @Nullable String key;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(Redirect.NEVER)
          .connectTimeout(TO_CONNECT)
          .build();

  /// @param key API key; null for none
  QueueService(URI base, @Nullable String key) {
    this.base = base;
    this.key = key;
  }

  JsonNode queues() {
    return ask("GET", "/api/v1/queues", null);
  }

  JsonNode jobs(String queue, String state, int limit) {
    return ask("GET", "/api/v1/queues/" + queue + "/jobs?state=" + state + "&limit=" + limit, null);
  }

  JsonNode replay(String queue, JsonNode wish) {
    return ask("POST", "/api/v1/queues/" + queue + "/replays", wish);
  }

  JsonNode cancel(String queue, JsonNode wish) {
    return ask("POST", "/api/v1/queues/" + queue + "/cancellations", wish);
  }

  JsonNode drain(String queue, JsonNode wish) {
    return ask("PUT", "/api/v1/queues/" + queue + "/drain", wish);
  }

  JsonNode ask(String method, String path, @Nullable JsonNode body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(TO_ANSWER)
            .header("Accept", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return json(received(request)).orElseThrow(this::stranger);
  }

  /// The bytes at a path, whatever they are.
  byte[] bytes(String path) {
    return received(HttpRequest.newBuilder(URI.create(base + path)).timeout(TO_ANSWER));
  }

  private byte[] received(HttpRequest.Builder request) {
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    HttpResponse<byte[]> response = send(request.build());
    if (response.statusCode() >= FIRST_ERROR) {
      throw refused(response.statusCode(), json(response.body()).orElse(MissingNode.getInstance()));
    }
    return response.body();
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException _) {
      throw new QueueFailure(
          QueueFailure.UNREACHABLE,
          "nothing answers at " + base + ": is it running? ./openbell up, or name it with --url");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new QueueFailure(QueueFailure.UNREACHABLE, "stopped");
    }
  }

  private QueueFailure refused(int status, JsonNode problem) {
    if (status == UNAUTHENTICATED) {
      String fix =
          key == null ? "set OPENBELL_API_KEY" : "the one in OPENBELL_API_KEY does not count";
      return new QueueFailure(QueueFailure.REFUSED, base + " wants an API key: " + fix);
    }
    if (status == BAD_GATEWAY || status == UNAVAILABLE) {
      return new QueueFailure(
          QueueFailure.UNREACHABLE,
          "it cannot be reached now: " + problem.path("detail").asText("HTTP " + status));
    }
    if (!problem.path("type").asText().startsWith("urn:openbell:")) {
      return stranger();
    }
    String places =
        StreamSupport.stream(problem.path("errors").spliterator(), false)
            .filter(error -> !error.path("pointer").asText().isEmpty())
            .map(QueueService::place)
            .collect(Collectors.joining("; "));
    String detail = problem.path("detail").asText();
    return new QueueFailure(
        QueueFailure.REFUSED, places.isEmpty() ? detail : detail + " (" + places + ")");
  }

  /// Where, what is wrong there, and what to write instead.
  private static String place(JsonNode error) {
    return Stream.of("pointer", "detail", "hint")
        .map(part -> error.path(part).asText())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(": "));
  }

  private QueueFailure stranger() {
    return new QueueFailure(
        QueueFailure.REFUSED,
        "what answers at " + base + " does not know this: is --url the address of Openbell?");
  }

  private static Optional<JsonNode> json(byte[] body) {
    try {
      return Optional.of(JSON.readTree(new String(body, java.nio.charset.StandardCharsets.UTF_8)))
          .filter(JsonNode::isContainerNode);
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }
}
