package openbell.model.calendar;

import java.time.LocalDate;
import java.time.LocalTime;

/// What somebody who knows better says about one day of one exchange. It wins over everything.
public sealed interface CalendarOverride {
  /// Market identifier code.
  String exchange();

  LocalDate date();

  /// A sentence part that people read, e.g. `day of mourning`. Never empty.
  String reason();

  /// The exchange does not trade.
  record Closure(String exchange, LocalDate date, String reason) implements CalendarOverride {}

  /// The session ends at another local time.
  record ChangedClose(String exchange, LocalDate date, LocalTime close, String reason)
      implements CalendarOverride {}

  /// A session on a day that had none, or with other hours than it had.
  record AddedSession(
      String exchange, LocalDate date, LocalTime open, LocalTime close, String reason)
      implements CalendarOverride {}
}
