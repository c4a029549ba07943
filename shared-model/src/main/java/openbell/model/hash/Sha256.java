package openbell.model.hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of bytes and texts, as bytes and as lower-case hex digits.
public final class Sha256 {
  private Sha256() {}

  /// 32 bytes.
  public static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// 64 hex digits.
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(digest(bytes));
  }

  /// Of the text in UTF-8: 64 hex digits.
  public static String hex(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The first digits of {@link #hex(String)}: for ids, where the whole is too long.
  ///
  /// @param digits at most 64
  public static String hex(String text, int digits) {
    return hex(text).substring(0, digits);
  }
}
