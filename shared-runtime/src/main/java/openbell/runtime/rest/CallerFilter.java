package openbell.runtime.rest;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import openbell.runtime.access.Grant;
import openbell.runtime.access.Scope;
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
    RoutingContext context = current.getCurrent();
    Visit visit = Visit.of(context.request());
    switch (doorman.get().admit(visit)) {
      case Doorman.Answer.Welcome in -> {
        Footprint.of(context).left(in.grant(), in.taken());
        caller.is(in.grant(), operators.get().include(in.grant().owner()), visit);
        refusal(request.getMethod())
            .ifPresent(problem -> request.abortWith(Answers.of(problem, request).build()));
      }
      case Doorman.Answer.Stranger _ -> request.abortWith(refused(request));
      case Doorman.Answer.Later later -> {
        Footprint.of(context).left(later.grant(), later.taken());
        request.abortWith(tooMany(request, later.taken().pause()));
      }
    }
  }

  /// What the caller may not do here; empty when nothing is in the way.
  private Optional<Problem> refusal(String method) {
    Grant grant = caller.grant();
    if (isMarked(OperatorsOnly.class) && !operators.get().include(grant.owner())) {
      log(grant, "an owner who is no operator was refused");
      return Optional.of(notAnOperator());
    }
    Scope needed = needed(method);
    if (!grant.allows(needed)) {
      log(grant, "a key without the scope was refused");
      return Optional.of(scopeMissing(needed));
    }
    return Optional.empty();
  }

  private void log(Grant grant, String what) {
    LOG.atWarn()
        .addKeyValue("owner", grant.owner().value())
        .addKeyValue("keyId", grant.by())
        .addKeyValue("resource", resource.getResourceClass().getSimpleName())
        .log(what);
  }

  private Scope needed(String method) {
    Needs ofMethod = resource.getResourceMethod().getAnnotation(Needs.class);
    Needs said =
        ofMethod == null ? resource.getResourceClass().getAnnotation(Needs.class) : ofMethod;
    if (said != null) {
      return said.value();
    }
    if (isMarked(OperatorsOnly.class)) {
      return Scope.OPERATE;
    }
    return method.equals("GET") || method.equals("HEAD") ? Scope.READ : Scope.WRITE;
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

  static Problem scopeMissing(Scope scope) {
    return Problem.of(
        403,
        "scope-missing",
        "This needs a key with the scope " + scope + ": make one on the page of keys.");
  }

  static Problem unauthenticated() {
    return Problem.of(
        401,
        "unauthenticated",
        "This needs an API key: send it with Authorization: Bearer ob_live_….");
  }

  /// A person is led to the page to log in, a program gets a problem.
  private static Response refused(ContainerRequestContext request) {
    URI wanted = request.getUriInfo().getRequestUri();
    String accept = request.getHeaderString(HttpHeaders.ACCEPT);
    if (Credentials.isPage(request.getMethod(), wanted.getPath(), accept)) {
      return Response.seeOther(URI.create(LoginDoor.pageFor(wanted))).build();
    }
    return Answers.of(unauthenticated(), request).header("WWW-Authenticate", "Bearer").build();
  }

  private static Response tooMany(ContainerRequestContext request, Duration wait) {
    Problem problem =
        Problem.of(429, "too-many-requests", "Too many requests: try again in a moment.");
    return Answers.of(problem, request).header("Retry-After", Answers.seconds(wait)).build();
  }
}
