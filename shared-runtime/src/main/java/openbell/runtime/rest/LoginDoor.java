package openbell.runtime.rest;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import openbell.runtime.access.ApiKey;
import openbell.runtime.access.Grant;
import openbell.runtime.access.KeyCheck;
import openbell.runtime.access.LoginAttempts;
import openbell.runtime.access.SessionToken;
import openbell.runtime.access.Sessions;

/// How people log in to the page with an API key, and out again.
@Singleton
public final class LoginDoor {
  /// A path of this site and nothing else: never where another site wants a browser to go.
  private static final Pattern OWN_PATH =
      Pattern.compile("/([A-Za-z0-9_.~@:+=?&%-][!-\\[\\]-~]*)?");

  private final CurrentVertxRequest current;
  private final Instance<KeyCheck> check;
  private final Instance<Sessions> sessions;
  private final LoginAttempts attempts;
  private final Clock clock;
  private final SessionLength length;

  /// @param lasts how long a login holds
  public record SessionLength(Duration lasts) {}

  LoginDoor(
      CurrentVertxRequest current,
      Instance<KeyCheck> check,
      Instance<Sessions> sessions,
      LoginAttempts attempts,
      Clock clock,
      SessionLength length) {
    this.current = current;
    this.check = check;
    this.sessions = sessions;
    this.attempts = attempts;
    this.clock = clock;
    this.length = length;
  }

  /// The cookie of a new session; empty when the key is none that counts.
  ///
  /// @throws ProblemException 429 when too many such keys were tried from where the caller is
  public Optional<NewCookie> open(String key) {
    String from = address();
    Duration pause = attempts.begin(from);
    if (!pause.isZero()) {
      throw ProblemException.passing(
          "too-many-logins", "Too many logins with keys that do not count. Wait a moment.", pause);
    }
    if (ApiKey.parse(key).isEmpty()
        || !(check.get().check(key) instanceof KeyCheck.Verdict.Accepted accepted)) {
      return Optional.empty();
    }
    attempts.succeeded(from);
    Grant grant = accepted.grant();
    Footprint.of(current.getCurrent()).left(grant, null);
    SessionToken token = sessions.get().open(grant.by(), clock.instant().plus(length.lasts()));
    return Optional.of(cookie(token.text(), Math.toIntExact(length.lasts().toSeconds())));
  }

  /// Ends the session of this request, if there is one, and answers the cookie that removes it.
  public NewCookie close() {
    Visit visit = Visit.of(current.getCurrent().request());
    String presented = visit.session() == null ? "" : visit.session();
    Optional<SessionToken> token = SessionToken.parse(presented);
    if (token.isPresent()
        && check.get().check(presented) instanceof KeyCheck.Verdict.Accepted accepted) {
      Footprint.of(current.getCurrent()).left(accepted.grant(), null);
      sessions.get().end(token.get().id(), clock.instant());
      check.get().forget(token.get().id());
    }
    return cookie("", 0);
  }

  private NewCookie cookie(String value, int seconds) {
    return new NewCookie.Builder(Visit.COOKIE)
        .value(value)
        .path("/")
        .maxAge(seconds)
        .httpOnly(true)
        .secure(isEncrypted())
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
  }

  private String address() {
    SocketAddress address = current.getCurrent().request().remoteAddress();
    String host = address == null ? null : address.hostAddress();
    return host == null ? "" : host;
  }

  /// Believing a proxy here can only make the cookie stricter.
  private boolean isEncrypted() {
    RoutingContext context = current.getCurrent();
    HttpServerRequest request = context.request();
    return request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
  }

  /// Where to go after the login: `wanted` when it is a path of this site, otherwise the first
  /// page.
  public static String destination(String wanted) {
    return OWN_PATH.matcher(wanted).matches() ? wanted : "/";
  }

  /// The page to log in, for somebody who wanted another one.
  public static String pageFor(URI wanted) {
    String query = wanted.getRawQuery();
    String path = wanted.getRawPath() + (query == null ? "" : "?" + query);
    return path.equals("/")
        ? "/login"
        : "/login?to=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
  }
}
