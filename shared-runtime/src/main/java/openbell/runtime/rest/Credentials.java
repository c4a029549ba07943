package openbell.runtime.rest;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a request brings along to say who it is, for a door that passes requests on.
public final class Credentials {
  private Credentials() {}

  /// Value of the `Authorization` header that stands for the sender: the header itself, or the
  /// login of the page.
  public static Optional<String> of(HttpServerRequest request) {
    return Optional.of(Visit.of(request).credential()).filter(value -> !value.isEmpty());
  }

  /// The page to log in for a person who wanted another page; empty for programs.
  public static Optional<String> login(HttpServerRequest request) {
    return isPage(request.method().name(), request.path(), request.getHeader("Accept"))
        ? Optional.of(LoginDoor.pageFor(URI.create(request.uri())))
        : Optional.empty();
  }

  static boolean isPage(String method, @Nullable String path, @Nullable String accept) {
    return method.equals("GET")
        && accept != null
        && accept.contains("text/html")
        && path != null
        && !path.startsWith("/api/");
  }
}
