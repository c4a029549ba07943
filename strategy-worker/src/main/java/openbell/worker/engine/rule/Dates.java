package openbell.worker.engine.rule;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import openbell.model.strategy.Params;

/// The rule about a bar's own date.
final class Dates {
  private Dates() {}

  /// True on the given weekdays (`mon` to `sun`), in the given months (1 to 12), on the first bar
  /// of
  /// a month, quarter or year. What is not given does not matter. Whether bar 0 is the first of its
  /// period cannot be known: undefined.
  static Memoryless calendar(Params params) {
    int weekdays = weekdays(params);
    int months = months(params);
    String period = params.text("first_bar_of", "");
    return (in, from, to, out) -> {
      for (int t = from; t < to; t++) {
        LocalDate day = LocalDate.ofEpochDay(in.days()[t]);
        boolean holds =
            (weekdays >> day.getDayOfWeek().getValue() & 1) != 0
                && (months >> day.getMonthValue() & 1) != 0;
        if (period.isEmpty() || !holds) {
          out.set(t, holds);
        } else if (t > 0) {
          out.set(t, number(day, period) != number(before(in, t), period));
        }
      }
    };
  }

  private static LocalDate before(Rule.Inputs in, int t) {
    return LocalDate.ofEpochDay(in.days()[t - 1]);
  }

  /// Two days of one period have one number.
  private static int number(LocalDate day, String period) {
    int within =
        switch (period) {
          case "month" -> day.getMonthValue();
          case "quarter" -> day.get(IsoFields.QUARTER_OF_YEAR);
          default -> 0;
        };
    return day.getYear() * 16 + within;
  }

  private static int weekdays(Params params) {
    List<String> names = List.of("", "mon", "tue", "wed", "thu", "fri", "sat", "sun");
    if (!(params.value("weekdays") instanceof List<?> given) || given.isEmpty()) {
      return -1;
    }
    int bits = 0;
    for (Object one : given) {
      int number =
          one instanceof Double n
              ? n.intValue()
              : names.indexOf(String.valueOf(one).toLowerCase(Locale.ROOT));
      bits |= number > 0 ? 1 << number : 0;
    }
    return bits;
  }

  private static int months(Params params) {
    if (!(params.value("months") instanceof List<?> given) || given.isEmpty()) {
      return -1;
    }
    int bits = 0;
    for (Object one : given) {
      bits |= one instanceof Double n ? 1 << n.intValue() : 0;
    }
    return bits;
  }
}
