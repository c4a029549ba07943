package openbell.model.portfolio;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// The terms of one subscription, as they were when a notification was made.
///
/// @param subscription opaque id; links in the mail carry it instead of an address
/// @param since day on which the subscription was confirmed
/// @param zone in which times are shown and quiet hours are meant
/// @param quiet hours without mail, or null
/// @param textOnly no HTML part
public record Subscriber(
    String subscription,
    LocalDate since,
    ZoneId zone,
    @Nullable QuietHours quiet,
    boolean textOnly) {

  /// From one time of day to another, over midnight when `from` is later.
  public record QuietHours(LocalTime from, LocalTime until) {
    public QuietHours {
      if (from.equals(until)) {
        throw new IllegalArgumentException("quiet hours must begin and end at different times");
      }
    }

    /// True at `from`, false at `until`.
    public boolean contains(LocalTime time) {
      return from.isBefore(until)
          ? !time.isBefore(from) && time.isBefore(until)
          : !time.isBefore(from) || time.isBefore(until);
    }
  }
}
