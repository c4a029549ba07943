package openbell.model.signal;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import openbell.model.signal.RuleTerms.Dates;
import org.jspecify.annotations.Nullable;

/// The rule about a bar's own date.
final class BarDates {
  private BarDates() {}

  static @Nullable Boolean judge(@Nullable RuleTerms terms) {
    Dates dates = terms == null ? null : terms.dates();
    if (dates == null) {
      return null;
    }
    LocalDate day = dates.day();
    boolean named =
        names(dates.weekdays(), day.getDayOfWeek()) && names(dates.months(), day.getMonth());
    String period = dates.firstBarOf();
    if (period == null || !named) {
      return named;
    }
    LocalDate before = dates.before();
    return before == null ? null : !begin(day, period).equals(begin(before, period));
  }

  private static boolean names(@Nullable List<String> wanted, Enum<?> one) {
    return wanted == null
        || wanted.isEmpty()
        || wanted.contains(one.name().toLowerCase(Locale.ROOT));
  }

  /// First day of the period that `day` is in.
  private static LocalDate begin(LocalDate day, String period) {
    return switch (period) {
      case "year" -> day.withDayOfYear(1);
      case "quarter" -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
      default -> day.withDayOfMonth(1);
    };
  }
}
