package openbell.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A running Openbell, over its HTTP API.
final class OpenbellService {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Duration TO_CONNECT = Duration.ofSeconds(5);
  private static final Duration TO_ANSWER = Duration.ofSeconds(60);
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int FIRST_ERROR = 400;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY = 429;

  /// Times that a request is sent before its refusal or its silence counts.
  private static final int MOST_TRIES = 4;

  /// Longest time that the service may ask us to wait; asked for more, we say so and end.
  private static final Duration MOST_PATIENCE = Duration.ofSeconds(30);

  private static final int MOST_PAGES = 100;

  private final URI base;
  private final @Nullable String key;
  private final Refusals refusals;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(Redirect.NEVER)
          .connectTimeout(TO_CONNECT)
          .build();

  /// @param key API key; null for none
  OpenbellService(URI base, @Nullable String key) {
    this.base = base;
    this.key = key;
    this.refusals = new Refusals(base, key != null);
  }

  /// What came back, when it was no error.
  ///
  /// @param body empty for 204
  record Answer(int status, HttpHeaders headers, byte[] body) {
    Optional<JsonNode> json() {
      return OpenbellService.json(body);
    }
  }

  URI base() {
    return base;
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

  JsonNode get(String path) {
    return ask("GET", path, null);
  }

  /// An answer that must be JSON.
  JsonNode ask(String method, String path, @Nullable JsonNode body) {
    byte[] bytes = body == null ? null : body.toString().getBytes(StandardCharsets.UTF_8);
    return json(send(method, path, bytes, Map.of()));
  }

  /// An answer without a body, e.g. to a deletion, becomes an empty object.
  JsonNode json(Answer answer) {
    if (answer.body().length == 0 && answer.status() == NO_CONTENT) {
      return JSON.createObjectNode();
    }
    return answer.json().orElseThrow(refusals::stranger);
  }

  /// The bytes at a path, whatever they are.
  byte[] bytes(String path) {
    return send("GET", path, null, Map.of()).body();
  }

  /// The items of all pages of a list.
  ArrayNode all(String path) {
    ArrayNode items = JSON.createArrayNode();
    String after = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode answer = get(path + after);
      answer.path("items").forEach(items::add);
      String next = answer.path("next").asText("");
      if (next.isEmpty()) {
        return items;
      }
      after = (path.contains("?") ? "&" : "?") + "after=" + next;
    }
    return items;
  }

  /// Sends a request; a POST carries a key of its own, so that sending it again does nothing twice.
  ///
  /// @param body JSON; null for none
  /// @param headers beside the usual ones
  /// @throws VerbFailure when it is refused or nobody answers
  Answer send(String method, String path, byte @Nullable [] body, Map<String, String> headers) {
    HttpRequest.Builder request = request(path).timeout(TO_ANSWER);
    request.setHeader("Accept", "application/json, */*;q=0.5");
    if (body != null) {
      request.setHeader("Content-Type", "application/json");
    }
    if (method.equals("POST")) {
      request.setHeader("Idempotency-Key", UUID.randomUUID().toString());
    }
    headers.forEach(request::setHeader);
    request.method(
        method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    HttpResponse<byte[]> response = patiently(request.build());
    if (response.statusCode() >= FIRST_ERROR) {
      JsonNode problem = json(response.body()).orElse(MissingNode.getInstance());
      throw refusals.refused(response.statusCode(), problem, waitWanted(response.headers()));
    }
    return new Answer(response.statusCode(), response.headers(), response.body());
  }

  /// What a service says of itself, healthy or not.
  ///
  /// @param state empty when what answers does not know the question
  /// @param date the service's clock, when it says it
  record Health(Optional<JsonNode> state, Optional<String> date) {}

  /// @throws VerbFailure when nobody answers
  Health health() {
    HttpResponse<byte[]> response = patiently(request("/q/health").timeout(TO_CONNECT).build());
    return new Health(
        json(response.body()).filter(state -> state.has("status")),
        response.headers().firstValue("Date"));
  }

  /// Opens a stream of events.
  ///
  /// @param last id of the last event that was seen; null for none
  /// @return empty when there is no such stream, or nobody answers
  Optional<InputStream> events(String path, @Nullable String last) {
    HttpRequest.Builder request =
        request(path).timeout(TO_ANSWER).setHeader("Accept", "text/event-stream");
    if (last != null) {
      request.setHeader("Last-Event-ID", last);
    }
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), BodyHandlers.ofInputStream());
      String type = response.headers().firstValue("Content-Type").orElse("");
      if (response.statusCode() == OK && type.startsWith("text/event-stream")) {
        return Optional.of(response.body());
      }
      response.body().close();
      return Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw VerbFailure.stopped();
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (key != null) {
      request.setHeader("Authorization", "Bearer " + key);
    }
    return request;
  }

  /// Waits when the service asks for it, and asks again when a connection broke.
  private HttpResponse<byte[]> patiently(HttpRequest request) {
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt == MOST_TRIES;
      try {
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        Optional<Duration> wait = waitWanted(response.headers());
        boolean busy = response.statusCode() == TOO_MANY || response.statusCode() == CONFLICT;
        if (last || !busy || wait.filter(time -> time.compareTo(MOST_PATIENCE) <= 0).isEmpty()) {
          return response;
        }
        Thread.sleep(wait.get());
      } catch (HttpConnectTimeoutException | ConnectException _) {
        throw refusals.silent();
      } catch (IOException _) {
        // PUT says which version it changes; sent again after it had worked, it would be refused.
        if (last || request.method().equals("PUT")) {
          throw refusals.silent();
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw VerbFailure.stopped();
      }
    }
  }

  private static Optional<Duration> waitWanted(HttpHeaders headers) {
    return headers
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  private static Optional<JsonNode> json(byte[] body) {
    try {
      return Optional.of(JSON.readTree(new String(body, StandardCharsets.UTF_8)))
          .filter(JsonNode::isContainerNode);
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }
}
