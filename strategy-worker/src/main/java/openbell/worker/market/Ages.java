package openbell.worker.market;

import java.time.Duration;

/// Says how old something is, in the largest unit that is still exact enough.
final class Ages {
  private static final long LARGEST = 90;

  private Ages() {}

  /// E.g. `5 hours`.
  static String text(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < LARGEST) {
      return count(seconds, "second");
    }
    if (age.toMinutes() < LARGEST) {
      return count(age.toMinutes(), "minute");
    }
    return age.toHours() < 48 ? count(age.toHours(), "hour") : count(age.toDays(), "day");
  }

  private static String count(long n, String unit) {
    return n + " " + unit + (n == 1 ? "" : "s");
  }
}
