package openbell.runtime.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Problems as bytes: JSON for programs, a small page for a person who followed a link.
final class ProblemWriter {
  static final String JSON = "application/problem+json";
  private static final Duration LINGER = Duration.ofSeconds(1);

  static final String HTML = "text/html;charset=UTF-8";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ProblemWriter() {}

  /// @param type content type of `bytes`
  record Written(String type, byte[] bytes) {}

  /// @param path of the request; what starts with `/api/` is always answered in JSON
  /// @param accept the `Accept` header; null when absent
  static Written write(Problem problem, String path, @Nullable String accept) {
    boolean person = accept != null && accept.contains("text/html") && !path.startsWith("/api/");
    return person ? new Written(HTML, html(problem)) : new Written(JSON, json(problem));
  }

  static void send(Problem problem, RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = request.path() == null ? "" : request.path();
    Written written = write(problem, path, request.getHeader("Accept"));
    HttpServerResponse response =
        request
            .response()
            .setStatusCode(problem.status())
            .putHeader("Content-Type", written.type());
    if (bringsBody(request)) {
      response.putHeader("Connection", "close");
      discardRest(context);
    }
    response.end(Buffer.buffer(written.bytes()));
  }

  private static boolean bringsBody(HttpServerRequest request) {
    return request.headers().contains("Content-Length")
        || request.headers().contains("Transfer-Encoding");
  }

  /// Reads on for a moment, because closing at once could take the answer with it, but not longer:
  /// a body that never ends must not hold a connection.
  private static void discardRest(RoutingContext context) {
    HttpServerRequest request = context.request();
    request.handler(_ -> {});
    request.resume();
    context.vertx().setTimer(LINGER.toMillis(), _ -> request.connection().close());
  }

  private static byte[] json(Problem problem) {
    try {
      return MAPPER.writeValueAsBytes(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem must be writable as JSON", e);
    }
  }

  private static byte[] html(Problem problem) {
    return ProblemPage.of(problem).getBytes(StandardCharsets.UTF_8);
  }
}
