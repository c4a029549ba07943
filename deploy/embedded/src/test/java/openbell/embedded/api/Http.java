package openbell.embedded.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Sends requests as one owner, or as nobody.
///
/// @param headers names and values, alternating; may be empty
record Http(URI base, String... headers) {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static Http ada(URI base) {
    return new Http(base);
  }

  static Http bob(URI base) {
    return new Http(base, "Authorization", House.BOB);
  }

  /// Somebody behind a proxy, without a key: not at this machine.
  static Http nobody(URI base) {
    return new Http(base, "X-Forwarded-For", "203.0.113.7");
  }

  HttpResponse<String> get(String path) {
    return send("GET", path, "", new byte[0]);
  }

  HttpResponse<String> post(String path, String json) {
    return send("POST", path, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  /// @param type of the body; empty for none
  HttpResponse<String> send(String method, String path, String type, byte[] body, String... more) {
    return exchange(request(method, path, type, body, more), HttpResponse.BodyHandlers.ofString());
  }

  /// @param body of a stream that does not end: its first event
  record Answer(int status, String body) {}

  /// Like {@link #send}, and hangs up after the first event of a stream.
  Answer beginning(String method, String path, String type, byte[] body) {
    HttpRequest request = request(method, path, type, body, "If-Match", "\"1\"");
    HttpResponse<InputStream> answer = exchange(request, HttpResponse.BodyHandlers.ofInputStream());
    boolean stream =
        answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
    try (InputStream in = answer.body()) {
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      for (int one = in.read(); one >= 0; one = in.read()) {
        read.write(one);
        if (stream && read.toString(StandardCharsets.UTF_8).endsWith("\n\n")) {
          break;
        }
      }
      return new Answer(answer.statusCode(), read.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    }
  }

  private HttpRequest request(
      String method, String path, String type, byte[] body, String... more) {
    BodyPublisher publisher =
        type.isEmpty() && body.length == 0
            ? BodyPublishers.noBody()
            : BodyPublishers.ofByteArray(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base.toString().replaceAll("/$", "") + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, publisher);
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    for (String[] some : new String[][] {headers, more}) {
      if (some.length > 0) {
        request.headers(some);
      }
    }
    return request.build();
  }

  private static <T> HttpResponse<T> exchange(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return CLIENT.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
