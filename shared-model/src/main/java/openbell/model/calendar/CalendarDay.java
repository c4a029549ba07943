package openbell.model.calendar;

import java.time.LocalDate;

/// What a calendar knows about a date.
public sealed interface CalendarDay {
  /// The exchange trades.
  record Trading(SessionHours hours) implements CalendarDay {}

  /// It does not, and why: a sentence part such as `weekend` or `Good Friday`.
  record Closed(LocalDate date, String reason) implements CalendarDay {}

  /// The calendar does not reach that far, and does not guess.
  ///
  /// @param first first date that the calendar knows
  /// @param last last date that the calendar knows
  record BeyondHorizon(LocalDate date, LocalDate first, LocalDate last) implements CalendarDay {}
}
