package openbell.notification.render;

/// Where the parts of one reader go into a letter that all readers share: characters of private
/// use, which {@link Plain} takes out of every text that somebody else wrote.
public final class Slots {
  public static final char OWN_TIME = '\ue001';
  public static final char PLAN = '\ue002';
  public static final char SINCE = '\ue003';
  public static final char FOOT = '\ue004';
  public static final char PREFERENCES = '\ue005';
  public static final char UNSUBSCRIBE = '\ue006';

  private Slots() {}

  /// True for a character that stands for a reader's part.
  public static boolean isSlot(char c) {
    return c >= OWN_TIME && c <= UNSUBSCRIBE;
  }
}
