package openbell.worker.engine.series;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Collects numbers and texts into a SHA-256, in a form that does not depend on the machine.
public final class Fingerprint {
  private static final int BUFFER = 8_192;
  private static final int SMALL_BUFFER = 256;

  private final MessageDigest digest;
  private final byte[] buffer;
  private int used;

  public Fingerprint() {
    this(BUFFER);
  }

  private Fingerprint(int bufferBytes) {
    buffer = new byte[bufferBytes];
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// For a few dozen numbers and short texts.
  public static Fingerprint small() {
    return new Fingerprint(SMALL_BUFFER);
  }

  /// Eight bytes, the highest first.
  public Fingerprint add(long value) {
    if (used + Long.BYTES > buffer.length) {
      flush();
    }
    for (int shift = 56; shift >= 0; shift -= 8) {
      buffer[used++] = (byte) (value >>> shift);
    }
    return this;
  }

  /// The raw bits of the number.
  public Fingerprint add(double value) {
    return add(Double.doubleToRawLongBits(value));
  }

  /// The length, then every character as two bytes: no text is the beginning of another.
  public Fingerprint add(String text) {
    add((long) text.length());
    for (int i = 0; i < text.length(); i++) {
      if (used + Character.BYTES > buffer.length) {
        flush();
      }
      char c = text.charAt(i);
      buffer[used++] = (byte) (c >>> 8);
      buffer[used++] = (byte) c;
    }
    return this;
  }

  private void flush() {
    digest.update(buffer, 0, used);
    used = 0;
  }

  /// Ends the collection.
  public byte[] bytes() {
    flush();
    return digest.digest();
  }

  /// Ends the collection; 64 lower-case hex digits.
  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }
}
