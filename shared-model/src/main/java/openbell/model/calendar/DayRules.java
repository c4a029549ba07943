package openbell.model.calendar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/// The part of a calendar that differs between exchanges: closures and early closes in local time.
interface DayRules {
  /// Why the exchange is closed on `date`; empty when it trades.
  Optional<String> closure(LocalDate date);

  /// Local close, when it is not the regular one.
  Optional<LocalTime> earlyClose(LocalDate date);

  /// Never closed: what trades around the clock.
  record Always() implements DayRules {
    @Override
    public Optional<String> closure(LocalDate date) {
      return Optional.empty();
    }

    @Override
    public Optional<LocalTime> earlyClose(LocalDate date) {
      return Optional.empty();
    }
  }
}
