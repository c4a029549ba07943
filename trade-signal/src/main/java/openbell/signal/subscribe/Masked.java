package openbell.signal.subscribe;

/// Addresses as they are shown to whoever holds a link: enough to know one's own by.
public final class Masked {
  private Masked() {}

  /// `anna@example.com` as `a...a@example.com`.
  public static String address(String email) {
    int at = email.lastIndexOf('@');
    if (at < 1) {
      return "...";
    }
    String last = at > 2 ? email.substring(at - 1, at) : "";
    return email.charAt(0) + "..." + last + email.substring(at);
  }
}
