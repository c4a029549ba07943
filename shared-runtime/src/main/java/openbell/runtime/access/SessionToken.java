package openbell.runtime.access;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openbell.model.hash.Sha256;

/// What a browser keeps while somebody is logged in, `ob_session_<id>_<secret>`.
///
/// @param id 12 of `a-z 0-9`
/// @param secret 32 of base 62, about 190 bits
public record SessionToken(String id, String secret) {
  private static final Pattern FORM =
      Pattern.compile("ob_session_([a-z0-9]{12})_([0-9A-Za-z]{32})");

  /// @param random from a source that cannot be guessed
  public static SessionToken fresh(RandomGenerator random) {
    return new SessionToken(ApiKey.draw(random, 12, ApiKey.ID_DIGITS), ApiKey.secret(random));
  }

  /// Reads a token; empty when the text is none.
  public static Optional<SessionToken> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(new SessionToken(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  /// The token as the browser keeps it.
  public String text() {
    return "ob_session_" + id + "_" + secret;
  }

  public byte[] secretSha256() {
    return Sha256.digest(secret.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return "ob_session_" + id + "_***";
  }
}
