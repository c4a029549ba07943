package openbell.runtime.rest;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

/// Lets only known callers to a resource, and tells it who they are.
///
/// Looks at the method that was matched, never at the path, so that no spelling of a path gets by.
@Provider
@Priority(Priorities.AUTHENTICATION)
public final class CallerFilter implements ContainerRequestFilter {
  private final CurrentVertxRequest current;
  private final ResourceInfo resource;
  private final Instance<Doorman> doorman;
  private final Caller caller;

  // Filters are made while the program is built, before there is any configuration.
  CallerFilter(
      CurrentVertxRequest current,
      ResourceInfo resource,
      Instance<Doorman> doorman,
      Caller caller) {
    this.current = current;
    this.resource = resource;
    this.doorman = doorman;
    this.caller = caller;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (isOpen()) {
      return;
    }
    switch (doorman.get().admit(Visit.of(current.getCurrent().request()))) {
      case Doorman.Answer.Welcome welcome -> caller.is(welcome.owner());
      case Doorman.Answer.Stranger _ -> request.abortWith(refused(request));
      case Doorman.Answer.Later later -> request.abortWith(tooMany(request, later.pause()));
    }
  }

  private boolean isOpen() {
    return resource.getResourceMethod().isAnnotationPresent(OpenToAll.class)
        || resource.getResourceClass().isAnnotationPresent(OpenToAll.class);
  }

  static Problem unauthenticated() {
    return Problem.of(
        401,
        "unauthenticated",
        "This needs an API key: send it with Authorization: Bearer ob_live_….");
  }

  private static Response refused(ContainerRequestContext request) {
    return Answers.of(unauthenticated(), request).header("WWW-Authenticate", "Bearer").build();
  }

  private static Response tooMany(ContainerRequestContext request, Duration wait) {
    Problem problem =
        Problem.of(429, "too-many-requests", "Too many requests: try again in a moment.");
    return Answers.of(problem, request).header("Retry-After", Answers.seconds(wait)).build();
  }
}
