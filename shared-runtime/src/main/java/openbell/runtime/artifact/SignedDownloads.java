package openbell.runtime.artifact;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import openbell.runtime.artifact.DownloadLinks.Download;

/// Tokens that say what may be downloaded until when, signed with HMAC-SHA256.
///
/// `base64url(words).base64url(signature)`; the words are the expiry in seconds, key, length, hash,
/// name and content type, one per line. They are no secret: a key is made of ids.
public final class SignedDownloads {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int WORDS = 6;

  /// Longer than any token that is made here.
  private static final int LONGEST = 2_000;

  private final SecretKeySpec secret;

  /// @param secret at least 32 bytes
  public SignedDownloads(byte[] secret) {
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  String token(Download what, Instant end) {
    String words =
        String.join(
            "\n",
            Long.toString(end.getEpochSecond()),
            what.key(),
            Long.toString(what.bytes()),
            what.sha256(),
            what.name(),
            what.contentType());
    byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
    return text(bytes) + "." + text(sign(bytes));
  }

  /// What a token allows; empty when it was not made here, or its time is over.
  public Optional<Download> open(String token, Instant now) {
    int dot = token.indexOf('.');
    if (dot < 0 || token.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      String words = token.substring(0, dot);
      byte[] bytes = Base64.getUrlDecoder().decode(words);
      byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      // One spelling per token: decoders forgive bits that nobody signed.
      boolean ours =
          MessageDigest.isEqual(sign(bytes), signature)
              && token.equals(text(bytes) + "." + text(signature));
      return ours ? read(new String(bytes, StandardCharsets.UTF_8), now) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Download> read(String signed, Instant now) {
    String[] words = signed.split("\n", WORDS);
    Instant end = Instant.ofEpochSecond(Long.parseLong(words[0]));
    return now.isBefore(end)
        ? Optional.of(
            new Download(words[1], Long.parseLong(words[2]), words[3], words[4], words[5]))
        : Optional.empty();
  }

  private byte[] sign(byte[] words) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac.doFinal(words);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
