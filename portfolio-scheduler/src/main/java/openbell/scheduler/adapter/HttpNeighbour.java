package openbell.scheduler.adapter;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import openbell.scheduler.gateway.Neighbour;

/// A neighbour behind the JDK's HTTP client: one fixed address, no redirects, limited answers.
public final class HttpNeighbour implements Neighbour {
  private static final List<String> PASSED_BACK =
      List.of(
          "content-type",
          "content-disposition",
          "content-security-policy",
          "cache-control",
          "etag",
          "idempotency-replayed",
          "location",
          "ratelimit-limit",
          "ratelimit-remaining",
          "ratelimit-reset",
          "referrer-policy",
          "retry-after",
          "x-content-type-options",
          "x-frame-options");

  private final URI base;
  private final Duration timeout;
  private final HttpClient client;

  public HttpNeighbour(URI base, Duration timeout) {
    this.base = base;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public CompletionStage<Answer> ask(Request request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(base.resolve(request.target()))
            .timeout(timeout)
            .method(
                request.method(),
                request.body().length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(request.body()));
    request.headers().forEach(builder::setHeader);
    return client
        .sendAsync(
            builder.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER))
        .thenApply(this::answer);
  }

  private Answer answer(HttpResponse<byte[]> response) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : PASSED_BACK) {
      response.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
    }
    // An absolute address of the service behind would lead the browser away from its one origin.
    headers.computeIfPresent("location", (_, to) -> withoutBase(to));
    return new Answer(response.statusCode(), headers, response.body());
  }

  private String withoutBase(String location) {
    String prefix = base.getScheme() + "://" + base.getAuthority();
    return location.startsWith(prefix + "/") ? location.substring(prefix.length()) : location;
  }
}
