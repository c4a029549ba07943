package openbell.runtime.rest;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import openbell.runtime.access.AuditEntry;
import openbell.runtime.access.Grant;
import openbell.runtime.access.RequestBudget;
import org.jspecify.annotations.Nullable;

/// What one request leaves behind: who it was, what they have left, and the line of the audit log.
public final class Footprint {
  private static final String KEY = Footprint.class.getName();
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<Integer> REFUSALS = Set.of(401, 403, 429);
  private static final int LONGEST_PATH = 200;

  // Longer than any id: a token that proves something by itself.
  private static final int LONGEST_PART = 72;
  private static final Pattern SIGNED = Pattern.compile("v\\d+\\.[\\w-]+\\.[\\w-]+.*");

  private final RoutingContext context;
  private @Nullable Grant grant;
  private RequestBudget.@Nullable Taken taken;
  private boolean elsewhere;

  private Footprint(RoutingContext context) {
    this.context = context;
  }

  static Footprint of(RoutingContext context) {
    Footprint known = context.get(KEY);
    if (known == null) {
      known = new Footprint(context);
      context.put(KEY, known);
    }
    return known;
  }

  /// Says that another service answers the request, and writes the log.
  public static void isLeftElsewhere(RoutingContext context) {
    of(context).elsewhere = true;
  }

  void left(Grant recognised, RequestBudget.@Nullable Taken after) {
    grant = recognised;
    taken = after;
  }

  /// Headers that say how many requests are left; none for a stranger, who has none to count.
  Map<String, String> limits() {
    return taken == null
        ? Map.of()
        : Map.of(
            "RateLimit-Limit", Integer.toString(taken.limit()),
            "RateLimit-Remaining", Long.toString(taken.left()),
            "RateLimit-Reset", Long.toString(seconds(taken.fullIn())));
  }

  private static long seconds(Duration duration) {
    return duration.plusNanos(999_999_999).toSeconds();
  }

  /// The line of the audit log: every change and every refusal has one.
  Optional<AuditEntry> entry(Instant now) {
    HttpServerRequest request = context.request();
    int status = context.response().getStatusCode();
    boolean change = !READING.contains(request.method());
    if (elsewhere || !(change || REFUSALS.contains(status))) {
      return Optional.empty();
    }
    return Optional.of(
        new AuditEntry(
            now,
            grant == null ? null : grant.owner(),
            grant == null ? null : grant.by(),
            cut(request.method().name(), 16),
            shown(request.path()),
            status));
  }

  private static String shown(@Nullable String path) {
    String plain = path == null ? "" : path.replaceAll("[^\\x21-\\x7e]", "?");
    return cut(
        Arrays.stream(plain.split("/", -1))
            .map(part -> isProof(part) ? "…" : part)
            .collect(Collectors.joining("/")),
        LONGEST_PATH);
  }

  private static boolean isProof(String part) {
    return part.length() > LONGEST_PART || SIGNED.matcher(part).matches();
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
