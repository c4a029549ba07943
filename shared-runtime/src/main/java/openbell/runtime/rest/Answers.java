package openbell.runtime.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Problems as answers of a resource.
final class Answers {
  private Answers() {}

  static ResponseBuilder of(Problem problem, ContainerRequestContext request) {
    return of(problem, request.getUriInfo(), request.getHeaderString(HttpHeaders.ACCEPT));
  }

  static ResponseBuilder of(Problem problem, UriInfo uri, HttpHeaders headers) {
    return of(problem, uri, headers.getHeaderString(HttpHeaders.ACCEPT));
  }

  private static ResponseBuilder of(Problem problem, UriInfo uri, @Nullable String accept) {
    ProblemWriter.Written written =
        ProblemWriter.write(problem, uri.getRequestUri().getPath(), accept);
    return Response.status(problem.status()).type(written.type()).entity(written.bytes());
  }

  /// Whole seconds, at least one: the form of `Retry-After`.
  static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }
}
