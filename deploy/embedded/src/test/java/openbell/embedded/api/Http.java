package openbell.embedded.api;

import java.io.IOException;
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
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
