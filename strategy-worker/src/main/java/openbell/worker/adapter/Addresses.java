package openbell.worker.adapter;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Makes addresses of the configured base and encoded words.
final class Addresses {
  private Addresses() {}

  /// The base without a slash at its end.
  ///
  /// @throws IllegalArgumentException when it is no web address, or has a query or a user
  static String base(URI base) {
    boolean web = "https".equals(base.getScheme()) || "http".equals(base.getScheme());
    if (!web
        || base.getHost() == null
        || base.getRawQuery() != null
        || base.getRawFragment() != null
        || base.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "openbell.worker.bars.base-url must be like https://host/path, without user and query");
    }
    return base.toString().replaceAll("/+$", "");
  }

  /// For a path or a query.
  static String word(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
