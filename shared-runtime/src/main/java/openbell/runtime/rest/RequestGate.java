package openbell.runtime.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import openbell.runtime.access.AuditTrail;
import org.jspecify.annotations.Nullable;

/// The first thing a request meets, whatever it asks for: refuses what no door could want, and sets
/// the security headers of every answer.
///
/// Authorisation is not decided by path here; {@link CallerFilter} does it for resources.
@Singleton
public final class RequestGate {

  // Before Quarkus' own body limit, which answers without a problem document.
  private static final int FIRST = 1_000;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  // What a path may not have: a parameter mark, a backslash, control characters, escapes of any of
  // these or of slash, dot and percent, and steps upwards. Routers read such paths differently.
  private static final Pattern UNSAFE_PATH =
      Pattern.compile("[;\\\\\\x00-\\x20\\x7f]|%(2[ef5]|3b|5c|7f|[01].)|(^|/)\\.\\.?(/|$)");

  private static final Pattern JSON_TYPE =
      Pattern.compile(
          "application/(json|[a-z0-9.+-]+\\+json)\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?");

  /// What links in mails lead to; nobody is logged in there.
  private static final String PROVEN_BY_LINK = "/subscription/";

  /// Where tables of bars are taken. They are longer than documents.
  private static final String TABLES = "/api/v1/bars/";

  private static final int LARGEST_TABLE = 4 << 20;

  private static final Pattern TABLE_TYPE =
      Pattern.compile("text/csv\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?");

  private final BodyHandler bodies = BodyHandler.create(false);
  private final Doorman doorman;
  private final RequestLimits limits;
  private final AuditTrail audit;
  private final Clock clock;
  private final AtomicReference<Second> second = new AtomicReference<>(new Second(-1, ""));

  RequestGate(Doorman doorman, RequestLimits limits, AuditTrail audit, Clock clock) {
    this.doorman = doorman;
    this.limits = limits;
    this.audit = audit;
    this.clock = clock;
  }

  void register(@Observes Filters filters) {
    filters.register(this::enter, FIRST);
  }

  private void enter(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = request.path() == null ? "" : request.path();
    context.addHeadersEndHandler(_ -> setHeaders(context, path));
    context.addEndHandler(_ -> Footprint.of(context).entry(clock.instant()).ifPresent(audit::tell));
    Optional<Problem> refused = refusal(request, path);
    if (refused.isPresent()) {
      ProblemWriter.send(refused.get(), context);
    } else if (path.startsWith("/q/") && !isHealth(path)) {
      admitOperator(context);
    } else if (path.startsWith("/api/") && length(request) > 0) {
      // Read here, a body is whole before a thread is taken: no thread waits for its bytes.
      bodies.handle(context);
    } else {
      context.next();
    }
  }

  private static boolean isHealth(String path) {
    return path.equals("/q/health") || path.startsWith("/q/health/");
  }

  private Optional<Problem> refusal(HttpServerRequest request, String path) {
    if (!isPlainPath(path) && UNSAFE_PATH.matcher(path.toLowerCase(Locale.ROOT)).find()) {
      return Optional.of(Problem.of(400, "unsafe-path", "The path has characters no path needs."));
    }
    if (READING.contains(request.method())) {
      return Optional.empty();
    }
    Visit visit = Visit.of(request);
    // A link's token is its own proof: pages without a referrer send no origin, mail programs any.
    boolean proven = path.startsWith(PROVEN_BY_LINK);
    if (!proven && (visit.hasForeignOrigin() || visit.isCrossSite())) {
      return Optional.of(
          Problem.of(403, "foreign-origin", "Another site may not change anything here."));
    }
    boolean table = request.method().equals(HttpMethod.PUT) && path.startsWith(TABLES);
    long most = table ? Math.max(LARGEST_TABLE, limits.maxBodyBytes()) : limits.maxBodyBytes();
    if (length(request) > most) {
      return Optional.of(
          Problem.of(413, "body-too-large", "A request body has at most " + most + " bytes."));
    }
    if (request.getHeader("Transfer-Encoding") != null) {
      return Optional.of(
          Problem.of(411, "length-required", "Say how long the body is: send a Content-Length."));
    }
    if (table) {
      return isPlain(request, TABLE_TYPE)
          ? Optional.empty()
          : Optional.of(
              Problem.of(
                  415,
                  "csv-expected",
                  "The body must be CSV in UTF-8: send it with Content-Type: text/csv."));
    }
    if (path.startsWith("/api/") && length(request) > 0 && !isPlain(request, JSON_TYPE)) {
      return Optional.of(
          Problem.of(
              415,
              "json-expected",
              "The body must be JSON in UTF-8: send it with Content-Type: application/json."));
    }
    return Optional.empty();
  }

  /// Nearly every path: nothing in it could be unsafe, and nothing more is asked of it.
  private static boolean isPlainPath(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '/' && c <= ':')
              || c == '-'
              || c == '_';
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(HttpServerRequest request, Pattern wanted) {
    @Nullable String type = request.getHeader("Content-Type");
    String encoding = request.getHeader("Content-Encoding");
    boolean plain = encoding == null || encoding.equalsIgnoreCase("identity");
    return type != null && plain && wanted.matcher(type.toLowerCase(Locale.ROOT)).matches();
  }

  /// The declared length; 0 without one, and too long when it is no number.
  private static long length(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    if (length == null) {
      return 0;
    }
    try {
      return Long.parseLong(length);
    } catch (NumberFormatException _) {
      return Long.MAX_VALUE;
    }
  }

  /// Metrics and other pages for operators are no resources: they are let in here.
  private void admitOperator(RoutingContext context) {
    Visit visit = Visit.of(context.request());
    context
        .vertx()
        .executeBlocking(() -> doorman.admit(visit), false)
        .onComplete(
            answer -> {
              if (answer.succeeded() && answer.result() instanceof Doorman.Answer.Welcome in) {
                Footprint.of(context).left(in.grant(), in.taken());
                context.next();
              } else {
                ProblemWriter.send(CallerFilter.unauthenticated(), context);
              }
            });
  }

  private record Second(long epoch, String text) {}

  /// The text changes once a second, and is asked for with every answer.
  private String date() {
    long epoch = clock.instant().getEpochSecond();
    Second known = second.get();
    if (known.epoch != epoch) {
      known = new Second(epoch, DATE.format(Instant.ofEpochSecond(epoch).atOffset(ZoneOffset.UTC)));
      second.set(known);
    }
    return known.text;
  }

  private void setHeaders(RoutingContext context, String path) {
    var headers = context.response().headers();
    // With it a client can tell that one of the two clocks is wrong.
    headers.set("Date", date());
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    if (context.request().isSSL()) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
    if (path.startsWith("/api/v1/")) {
      Footprint.of(context).limits().forEach(headers::set);
    }
    // A resource may be stricter or, for the frame of a mail, set its own.
    if (!headers.contains("Content-Security-Policy")) {
      headers.set("Content-Security-Policy", CONTENT_POLICY);
    }
    if (!path.startsWith("/assets/") && !headers.contains("Cache-Control")) {
      headers.set("Cache-Control", "no-store");
    }
  }
}
