package openbell.worker.engine.rule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import openbell.model.strategy.Params;

/// The rule about a bar's own date.
final class Dates {
  private Dates() {}

  /// True on the given weekdays (`monday` …), in the given months (`january` …), on the first bar
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
    return bits(params, "weekdays", name -> DayOfWeek.valueOf(name).getValue());
  }

  private static int months(Params params) {
    return bits(params, "months", name -> Month.valueOf(name).getValue());
  }

  /// One bit per name; all bits where none is given.
  private static int bits(Params params, String list, ToIntFunction<String> number) {
    if (!(params.value(list) instanceof List<?> given) || given.isEmpty()) {
      return -1;
    }
    int bits = 0;
    for (Object one : given) {
      bits |= 1 << number.applyAsInt(String.valueOf(one).toUpperCase(Locale.ROOT));
    }
    return bits;
  }
}
