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
import java.lang.annotation.Annotation;
import java.time.Duration;
import openbell.model.portfolio.Owner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets only known callers to a resource, and tells it who they are.
///
/// Looks at the method that was matched, never at the path, so that no spelling of a path gets by.
@Provider
@Priority(Priorities.AUTHENTICATION)
public final class CallerFilter implements ContainerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(CallerFilter.class);

  private final CurrentVertxRequest current;
  private final ResourceInfo resource;
  private final Instance<Doorman> doorman;
  private final Instance<Operators> operators;
  private final Caller caller;

  // Filters are made while the program is built, before there is any configuration.
  CallerFilter(
      CurrentVertxRequest current,
      ResourceInfo resource,
      Instance<Doorman> doorman,
      Instance<Operators> operators,
      Caller caller) {
    this.current = current;
    this.resource = resource;
    this.doorman = doorman;
    this.operators = operators;
    this.caller = caller;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (isOpen()) {
      return;
    }
    switch (doorman.get().admit(Visit.of(current.getCurrent().request()))) {
      case Doorman.Answer.Welcome welcome -> welcome(welcome.owner(), request);
      case Doorman.Answer.Stranger _ -> request.abortWith(refused(request));
      case Doorman.Answer.Later later -> request.abortWith(tooMany(request, later.pause()));
    }
  }

  private void welcome(Owner owner, ContainerRequestContext request) {
    if (isMarked(OperatorsOnly.class) && !operators.get().include(owner)) {
      LOG.atWarn()
          .addKeyValue("owner", owner.value())
          .addKeyValue("resource", resource.getResourceClass().getSimpleName())
          .log("an owner who is no operator was refused");
      request.abortWith(Answers.of(notAnOperator(), request).build());
    } else {
      caller.is(owner);
    }
  }

  private boolean isOpen() {
    return isMarked(OpenToAll.class);
  }

  private boolean isMarked(Class<? extends Annotation> mark) {
    return resource.getResourceMethod().isAnnotationPresent(mark)
        || resource.getResourceClass().isAnnotationPresent(mark);
  }

  private static Problem notAnOperator() {
    return Problem.of(
        403, "not-an-operator", "This is for operators: openbell.security.operators names them.");
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
