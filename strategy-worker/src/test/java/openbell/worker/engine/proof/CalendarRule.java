package openbell.worker.engine.proof;

import java.time.LocalDate;
import java.util.List;

/// A test of the bar's own date.
final class CalendarRule {
  private CalendarRule() {}

  static Truth at(View in, int t) {
    LocalDate date = LocalDate.ofEpochDay(in.days()[t]);
    boolean day = listed(in.params().value("weekdays"), date.getDayOfWeek().getValue());
    boolean month = listed(in.params().value("months"), date.getMonthValue());
    String first = in.params().text("first_bar_of", "");
    if (first.isEmpty()) {
      return Truth.of(day && month);
    }
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
    return Truth.of(day && month && opens);
  }

  private static boolean listed(@org.jspecify.annotations.Nullable Object list, double number) {
    return !(list instanceof List<?> some) || some.contains(number);
  }
}
