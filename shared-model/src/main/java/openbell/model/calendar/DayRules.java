package openbell.model.calendar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/// The part of a calendar that differs between exchanges: closures and hours in local time.
interface DayRules {
  /// Why the exchange is closed on `date`; empty when it trades.
  Optional<String> closure(LocalDate date);

  /// Local close, when it is not the regular one.
  Optional<LocalTime> earlyClose(LocalDate date);
}
