package openbell.worker.engine.portfolio;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/// How often something falls due: on the first bar of each such period.
public enum Frequency {
  NONE,
  DAILY,
  /// A week is an ISO week; it begins on Monday.
  WEEKLY,
  MONTHLY,
  QUARTERLY,
  YEARLY;

  /// 1970-01-01 was a Thursday, the third day after a Monday.
  private static final int EPOCH_SINCE_MONDAY = 3;

  /// The frequency that documents call `name`.
  static Optional<Frequency> named(String name) {
    for (Frequency frequency : values()) {
      if (frequency.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(frequency);
      }
    }
    return Optional.empty();
  }

  /// Epoch day of the first day after the period that holds `day`.
  int next(int day) {
    return switch (this) {
      case NONE -> Integer.MAX_VALUE;
      case DAILY -> day + 1;
      case WEEKLY -> day + 7 - Math.floorMod(day + EPOCH_SINCE_MONDAY, 7);
      case MONTHLY -> monthsFrom(LocalDate.ofEpochDay(day).withDayOfMonth(1), 1);
      case QUARTERLY -> {
        LocalDate date = LocalDate.ofEpochDay(day).withDayOfMonth(1);
        yield monthsFrom(date, 3 - (date.getMonthValue() - 1) % 3);
      }
      case YEARLY -> monthsFrom(LocalDate.ofEpochDay(day).withDayOfYear(1), 12);
    };
  }

  private static int monthsFrom(LocalDate date, int months) {
    return (int) date.plusMonths(months).toEpochDay();
  }
}
