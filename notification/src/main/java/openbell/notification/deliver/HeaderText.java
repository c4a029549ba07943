package openbell.notification.deliver;

import java.util.Optional;
import java.util.regex.Pattern;

/// What may stand in the head of a mail: one line of plain text, and one plain address.
public final class HeaderText {

  /// Longest value of one header before it is folded and encoded.
  public static final int LONGEST = 998;

  private static final int LONGEST_ADDRESS = 254;

  // No quoted local parts, comments or address literals; a domain is in its ASCII form.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + "@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

  private HeaderText() {}

  /// Why the text must not be a header value; empty when it may be.
  public static Optional<String> flaw(String text) {
    if (text.length() > LONGEST) {
      return Optional.of("it is longer than %d characters".formatted(LONGEST));
    }
    return text.codePoints().anyMatch(HeaderText::isForbidden)
        ? Optional.of("it has a line break, a control character or a text-direction override")
        : Optional.empty();
  }

  /// Why the text is not an address that mail is sent to; empty when it is one.
  public static Optional<String> addressFlaw(String text) {
    return text.length() > LONGEST_ADDRESS || !ADDRESS.matcher(text).matches()
        ? Optional.of("it is not one plain address")
        : Optional.empty();
  }

  /// Subjects are shown on pages, so what could not be sent is made visible, not passed on.
  static String printable(String subject) {
    return flaw(subject).isEmpty() ? subject : subject.replaceAll("\\p{C}", "\ufffd");
  }

  /// C0 and C1 controls, line and paragraph separators, and what turns the reading direction.
  private static boolean isForbidden(int c) {
    return c < 0x20
        || (c >= 0x7f && c <= 0x9f)
        || c == 0x2028
        || c == 0x2029
        || c == 0x200e
        || c == 0x200f
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
