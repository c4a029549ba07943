package openbell.worker.engine.proof;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A test of the bar's own date.
final class CalendarRule {
  private CalendarRule() {}

  static Truth at(View in, int t) {
    LocalDate date = LocalDate.ofEpochDay(in.days()[t]);
    boolean day = listed(in.params().value("weekdays"), date.getDayOfWeek());
    boolean month = listed(in.params().value("months"), date.getMonth());
    String first = in.params().text("first_bar_of", "");
    if (first.isEmpty() || !day || !month) {
      return Truth.of(day && month);
    }
    // Whether the first bar of all opens its month, nobody can know.
    if (t == 0) {
      return Truth.UNDEFINED;
    }
    LocalDate before = LocalDate.ofEpochDay(in.days()[t - 1]);
    boolean opens =
        before.getYear() != date.getYear()
            || switch (first) {
              case "month" -> before.getMonthValue() != date.getMonthValue();
              case "quarter" -> (before.getMonthValue() - 1) / 3 != (date.getMonthValue() - 1) / 3;
              default -> false;
            };
    return Truth.of(opens);
  }

  /// Nothing given means that every day will do.
  private static boolean listed(@Nullable Object list, Enum<?> name) {
    return !(list instanceof List<?> names)
        || names.isEmpty()
        || names.contains(name.name().toLowerCase(Locale.ROOT));
  }
}
