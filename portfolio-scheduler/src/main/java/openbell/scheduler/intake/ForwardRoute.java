package openbell.scheduler.intake;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.runtime.rest.Credentials;
import openbell.runtime.rest.Footprint;
import openbell.runtime.rest.ProblemPage;
import openbell.scheduler.gateway.Neighbour;
import openbell.scheduler.gateway.Neighbours;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Passes the paths of services in other processes on, so that a browser sees one origin.
///
/// Adds no route when nothing is configured: in one process the services answer themselves.
@Singleton
public class ForwardRoute {
  private static final Logger LOG = Logger.getLogger(ForwardRoute.class);

  // After the gate that refuses bad requests, before any resource.
  private static final int ORDER = 500;
  private static final int SEE_OTHER = 303;
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final int BAD_GATEWAY = 502;
  private static final List<String> PASSED_ON =
      List.of(
          "Accept",
          "Accept-Language",
          "Content-Type",
          "Idempotency-Key",
          "If-Match",
          "If-None-Match",
          "Last-Event-ID");
  private static final List<String> PROXY_MARKS =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  private final Neighbours neighbours;
  private final long largestBody;

  ForwardRoute(
      Neighbours neighbours,
      @ConfigProperty(name = "openbell.security.max-body-bytes") long largestBody) {
    this.neighbours = neighbours;
    this.largestBody = largestBody;
  }

  void register(@Observes Router router) {
    for (String path : neighbours.paths()) {
      for (String pattern : List.of(path, path + "/*")) {
        router
            .route(pattern)
            .order(ORDER)
            .handler(BodyHandler.create(false).setBodyLimit(largestBody))
            .handler(this::pass);
      }
    }
  }

  private void pass(RoutingContext context) {
    HttpServerRequest request = context.request();
    Optional<Neighbour> neighbour = neighbours.of(context.normalizedPath());
    if (neighbour.isEmpty()) {
      refuse(context, NOT_FOUND, "not-found", "There is nothing here.");
    } else if (!Neighbours.isOpen(context.normalizedPath())
        && Credentials.of(request).isEmpty()
        && !isLocal(request)) {
      turnAway(context);
    } else {
      Footprint.isLeftElsewhere(context);
      neighbour
          .get()
          .ask(
              new Neighbour.Request(
                  request.method().name(), request.uri(), headers(request), body(context)))
          .whenComplete(
              (answer, trouble) ->
                  context
                      .vertx()
                      .getOrCreateContext()
                      .runOnContext(_ -> reply(context, answer, trouble)));
    }
  }

  private static boolean isLocal(HttpServerRequest request) {
    boolean direct = PROXY_MARKS.stream().noneMatch(request.headers()::contains);
    String address = request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    boolean loopback =
        address != null && (address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1"));
    String host = request.getHeader("Host");
    String origin = request.getHeader("Origin");
    return Neighbours.local(
        direct && loopback, host == null ? "" : host, origin == null ? "" : origin);
  }

  private static Map<String, String> headers(HttpServerRequest request) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : PASSED_ON) {
      String value = request.getHeader(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    // The service behind checks it again: a login of the page is passed on as what it stands for.
    Credentials.of(request).ifPresent(value -> headers.put("Authorization", value));
    return headers;
  }

  private static void turnAway(RoutingContext context) {
    Optional<String> login = Credentials.login(context.request());
    if (login.isPresent()) {
      context.response().setStatusCode(SEE_OTHER).putHeader("Location", login.get()).end();
    } else {
      refuse(context, UNAUTHORIZED, "unauthenticated", "An API key is needed.");
    }
  }

  private static byte[] body(RoutingContext context) {
    Buffer buffer = context.body() == null ? null : context.body().buffer();
    return buffer == null ? new byte[0] : buffer.getBytes();
  }

  private static void reply(
      RoutingContext context, Neighbour.@Nullable Answer answer, @Nullable Throwable trouble) {
    if (answer == null) {
      LOG.warnf("a service behind this one did not answer: %s", trouble);
      refuse(context, BAD_GATEWAY, "service-unavailable", "This part is not available now.");
      return;
    }
    HttpServerResponse response = context.response();
    if (!response.ended() && !response.closed()) {
      response.setStatusCode(answer.status());
      answer.headers().forEach(response::putHeader);
      response.end(Buffer.buffer(answer.body()));
    }
  }

  private static void refuse(RoutingContext context, int status, String code, String detail) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(status);
    if (isPerson(context.request())) {
      response
          .putHeader("Content-Type", "text/html;charset=UTF-8")
          .end(ProblemPage.of(status, detail));
      return;
    }
    response
        .putHeader("Content-Type", "application/problem+json")
        .end(
            "{\"type\":\"urn:openbell:problem:%s\",\"status\":%d,\"detail\":\"%s\",\"errors\":[]}"
                .formatted(code, status, detail));
  }

  private static boolean isPerson(HttpServerRequest request) {
    String accept = request.getHeader("Accept");
    String path = request.path();
    return accept != null
        && accept.contains("text/html")
        && (path == null || !path.startsWith("/api/"));
  }
}
