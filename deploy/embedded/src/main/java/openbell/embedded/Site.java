package openbell.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// This Openbell over HTTP, as everybody else sees it.
final class Site {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(20);

  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  Site(int port) {
    this.base = URI.create("http://localhost:" + port);
  }

  record Answer(int status, String body) {
    boolean good() {
      return status >= 200 && status < 300;
    }
  }

  boolean healthy() {
    try {
      return call(HttpRequest.newBuilder(base.resolve("/q/health/ready")).GET()).good();
    } catch (IOException e) {
      return false;
    }
  }

  /// Posts a JSON document; the same key again is the same request.
  Answer post(String path, String key, byte[] json) throws IOException {
    return call(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofByteArray(json)));
  }

  private Answer call(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> response =
          client.send(request.timeout(LONGEST_CALL).build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
