package openbell.runtime.rest;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a request says about who sent it.
///
/// @param loopback the connection comes from this machine
/// @param forwarded a proxy passed it on, so that `loopback` says nothing about the sender
/// @param host the `Host` header with its port, lower case; empty when absent
/// @param origin the `Origin` header; null when absent
/// @param fetchSite the `Sec-Fetch-Site` header; null when absent
/// @param authorization the `Authorization` header; null when absent
/// @param session the cookie of somebody who logged in on the page; null when absent
record Visit(
    boolean loopback,
    boolean forwarded,
    String host,
    @Nullable String origin,
    @Nullable String fetchSite,
    @Nullable String authorization,
    @Nullable String session) {

  /// The cookie of a session.
  static final String COOKIE = "ob_session";

  private static final String OURS = "ob_session_";

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final List<String> PROXY_MARKS =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  static Visit of(HttpServerRequest request) {
    String host = request.getHeader("Host");
    Cookie session = request.headers().contains("Cookie") ? request.getCookie(COOKIE) : null;
    return new Visit(
        isLoopback(request.remoteAddress()),
        PROXY_MARKS.stream().anyMatch(request.headers()::contains),
        host == null ? "" : host.toLowerCase(Locale.ROOT),
        request.getHeader("Origin"),
        request.getHeader("Sec-Fetch-Site"),
        request.getHeader("Authorization"),
        session == null ? null : session.getValue());
  }

  private static boolean isLoopback(@Nullable SocketAddress address) {
    if (address == null || address.hostAddress() == null) {
      return false;
    }
    try {
      // A literal address: nothing is looked up.
      return InetAddress.getByName(address.hostAddress()).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }

  /// True when a person or program at this very machine sent it. The host name is part of it: a
  /// page elsewhere can make a name of its own point here, but not call itself `localhost`.
  boolean isLocal() {
    return loopback && !forwarded && THIS_MACHINE.contains(hostName()) && !hasForeignOrigin();
  }

  /// What speaks for the sender, as an `Authorization` header; empty when nothing does. A header
  /// counts before a cookie.
  String credential() {
    if (authorization != null) {
      return authorization;
    }
    return session == null || !session.startsWith(OURS) ? "" : "Bearer " + session;
  }

  /// True when a page of another origin made the browser send it.
  boolean hasForeignOrigin() {
    return origin != null && !host.equals(authority(origin));
  }

  /// True when the browser says that another site caused it.
  boolean isCrossSite() {
    return "cross-site".equals(fetchSite) || "same-site".equals(fetchSite);
  }

  private String hostName() {
    int port = host.lastIndexOf(':');
    boolean hasPort = port > host.lastIndexOf(']');
    return hasPort ? host.substring(0, port) : host;
  }

  /// Host and port of an origin; empty for `null` and for what is no origin.
  private static String authority(String origin) {
    try {
      String authority = new URI(origin).getRawAuthority();
      return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
    } catch (URISyntaxException _) {
      return "";
    }
  }
}
