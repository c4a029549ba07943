package openbell.model.wire;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What may become part of a mail's header.
public final class SafeText {
  /// RFC 5321: the longest address that fits a path.
  private static final int LONGEST_ADDRESS = 254;

  private static final int LONGEST_LOCAL_PART = 64;
  private static final int LONGEST_DOMAIN = 253;

  private static final Pattern LOCAL_PART =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+");

  private SafeText() {}

  /// True for what ends a header line, is invisible, or turns the direction of what follows.
  public static boolean isUnsafe(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> isDirection(codePoint);
    };
  }

  /// The first unsafe code point of `text`, as `U+000A`.
  public static Optional<String> firstUnsafe(String text) {
    return text.codePoints()
        .filter(SafeText::isUnsafe)
        .mapToObj(c -> String.format(Locale.ROOT, "U+%04X", c))
        .findFirst();
  }

  /// `text` with unsafe code points written out.
  static String harmless(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isUnsafe(c)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  /// One plain address: no comments, quoted parts, address literals or display name.
  public static boolean isAddress(String text) {
    int at = text.lastIndexOf('@');
    if (at < 1 || text.length() > LONGEST_ADDRESS) {
      return false;
    }
    String local = text.substring(0, at);
    String domain = text.substring(at + 1);
    return local.length() <= LONGEST_LOCAL_PART
        && domain.length() <= LONGEST_DOMAIN
        && LOCAL_PART.matcher(local).matches()
        && DOMAIN.matcher(domain).matches();
  }

  /// `text` with its domain in ASCII form; empty when it has none.
  public static Optional<String> asciiDomain(String text) {
    int at = text.lastIndexOf('@');
    if (at < 1 || text.length() > LONGEST_ADDRESS) {
      return Optional.empty();
    }
    try {
      return Optional.of(text.substring(0, at + 1) + IDN.toASCII(text.substring(at + 1)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean isDirection(int c) {
    return c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0xFEFF;
  }
}
