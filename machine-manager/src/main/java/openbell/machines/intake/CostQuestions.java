package openbell.machines.intake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import openbell.machines.cost.CostQuestion;
import openbell.machines.cost.CostQuestion.By;
import org.jspecify.annotations.Nullable;

/// What may be asked about costs, checked.
final class CostQuestions {
  private static final int LARGEST_PAGE = 1_000;
  private static final int MOST_SKIPPED = 100_000;
  private static final int USUAL_PAGE = 100;
  private static final int LONGEST_KEY = 200;

  /// Days that are shown when nobody says which: a month.
  static final int USUAL_DAYS = 30;

  private CostQuestions() {}

  static By by(@Nullable String text) {
    for (By by : By.values()) {
      if (by.name().toLowerCase(Locale.ROOT).equals(text == null ? "day" : text)) {
        return by;
      }
    }
    throw QueueOrders.refused(400, "by", "by is one of run, portfolio, owner and day.");
  }

  /// The first and the last day.
  record Days(LocalDate from, LocalDate to) {
    /// @param today the last day when nobody says which
    /// @param usual number of days when nobody says the first
    static Days of(@Nullable String from, @Nullable String to, LocalDate today, int usual) {
      LocalDate last = to == null ? today : date("to", to);
      LocalDate first = from == null ? last.minusDays(usual - 1L) : date("from", from);
      if (first.isAfter(last)) {
        throw QueueOrders.refused(400, "from", "from is a day not after to.");
      }
      if (ChronoUnit.DAYS.between(first, last) >= CostQuestion.MOST_DAYS) {
        throw QueueOrders.refused(
            400, "from", "from is at most " + CostQuestion.MOST_DAYS + " days before to.");
      }
      return new Days(first, last);
    }
  }

  private static LocalDate date(String field, String text) {
    try {
      LocalDate date = LocalDate.parse(text);
      if (date.getYear() >= 2000 && date.getYear() < 3000) {
        return date;
      }
    } catch (DateTimeException _) {
      throw noDate(field);
    }
    throw noDate(field);
  }

  private static RuntimeException noDate(String field) {
    return QueueOrders.refused(400, field, field + " is a day as 2026-11-20.");
  }

  static @Nullable String key(@Nullable String text) {
    if (text != null && (text.isBlank() || text.length() > LONGEST_KEY)) {
      throw QueueOrders.refused(
          400, "key", "key is the key of a line, 1 to %d characters.".formatted(LONGEST_KEY));
    }
    return text;
  }

  static boolean all(@Nullable String text) {
    return switch (text == null ? "false" : text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw QueueOrders.refused(400, "all", "all is true or false.");
    };
  }

  static int limit(@Nullable String text) {
    return number("limit", text, 1, LARGEST_PAGE, USUAL_PAGE);
  }

  static int skip(@Nullable String text) {
    return number("skip", text, 0, MOST_SKIPPED, 0);
  }

  private static int number(
      String field, @Nullable String text, int lowest, int highest, int usual) {
    if (text == null) {
      return usual;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= lowest && value <= highest) {
        return value;
      }
    } catch (NumberFormatException _) {
      throw outside(field, lowest, highest);
    }
    throw outside(field, lowest, highest);
  }

  private static RuntimeException outside(String field, int lowest, int highest) {
    return QueueOrders.refused(
        400, field, "%s is a whole number from %d to %d.".formatted(field, lowest, highest));
  }
}
