package openbell.runtime.access;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openbell.model.hash.Sha256;

/// A whole API key, `ob_live_<id>_<secret>`: shown once, when it is made, and never kept.
///
/// @param id 8 of `a-z 0-9`: names the key in lists and logs
/// @param secret 32 of base 62, about 190 bits: so a plain SHA-256 of it is safe to keep
public record ApiKey(String id, String secret) {
  private static final String DIGITS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  static final int ID_DIGITS = 36;
  private static final Pattern FORM = Pattern.compile("ob_live_([a-z0-9]{8})_([0-9A-Za-z]{32})");

  /// @param random from a source that cannot be guessed
  public static ApiKey fresh(RandomGenerator random) {
    return new ApiKey(draw(random, 8, ID_DIGITS), secret(random));
  }

  static String secret(RandomGenerator random) {
    return draw(random, 32, DIGITS.length());
  }

  /// Reads a key; empty when the text is none.
  public static Optional<ApiKey> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(new ApiKey(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  static String draw(RandomGenerator random, int length, int digits) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(DIGITS.charAt(random.nextInt(digits)));
    }
    return text.toString();
  }

  /// The key as its owner writes it into a header.
  public String text() {
    return "ob_live_" + id + "_" + secret;
  }

  public byte[] secretSha256() {
    return Sha256.digest(secret.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return "ob_live_" + id + "_***";
  }
}
