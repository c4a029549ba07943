package openbell.runtime.link;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Signs and checks the tokens of links in mails: `v1.<payload>.<HMAC-SHA256>`, both parts in
/// base64url. The payload names a key, a purpose, a subject and, perhaps, an end; never an address.
///
/// The first key signs, all keys verify: a new key is put in front, and the old one is taken away
/// when no mail that it signed matters any more.
public final class SignedLinks {
  private static final String VERSION = "v1";
  private static final String ALGORITHM = "HmacSHA256";
  private static final String FOR_EVER = "0";

  /// Longer texts are not looked at.
  private static final int LONGEST = 1_024;

  private final List<LinkKey> keys;

  /// @param keys at least one; the first one signs
  public SignedLinks(List<LinkKey> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("links need at least one key");
    }
    this.keys = List.copyOf(keys);
  }

  /// What a link may be used for. A token of one purpose is worth nothing for another.
  public enum LinkPurpose {
    CONFIRM,
    UNSUBSCRIBE,
    /// Ends whatever is merged into the subject's digest.
    UNSUBSCRIBE_DIGEST,
    PREFERENCES
  }

  /// @param subject opaque id, no line break
  /// @param until the token is refused from then on; null for one that does not end
  public String sign(LinkPurpose purpose, String subject, @Nullable Instant until) {
    if (subject.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a subject is one line");
    }
    LinkKey key = keys.getFirst();
    String end = until == null ? FOR_EVER : Long.toString(until.getEpochSecond());
    String payload = encoded(utf8(String.join("\n", key.id(), purpose.name(), subject, end)));
    return VERSION + "." + payload + "." + encoded(hmac(key, payload));
  }

  /// The subject of a token that one of our keys signed for this purpose and that has not ended;
  /// empty for anything else, and never why.
  public Optional<String> subject(LinkPurpose purpose, String token, Instant now) {
    String[] parts = token.length() > LONGEST ? new String[0] : token.split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals(VERSION)) {
      return Optional.empty();
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
      String[] fields = new String(payload, StandardCharsets.UTF_8).split("\n", -1);
      byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
      boolean genuine =
          fields.length == 4
              && fields[1].equals(purpose.name())
              && keys.stream()
                  .filter(key -> key.id().equals(fields[0]))
                  .anyMatch(key -> MessageDigest.isEqual(hmac(key, parts[1]), signature));
      return genuine && !isOver(fields[3], now) ? Optional.of(fields[2]) : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException _) {
      return Optional.empty();
    }
  }

  private static boolean isOver(String end, Instant now) {
    return !end.equals(FOR_EVER) && !now.isBefore(Instant.ofEpochSecond(Long.parseLong(end)));
  }

  private static byte[] hmac(LinkKey key, String payload) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(utf8(key.secret()), ALGORITHM));
      return mac.doFinal(utf8(VERSION + "." + payload));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
