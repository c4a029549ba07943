package openbell.scheduler.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import openbell.model.calendar.Upcoming;
import openbell.model.signal.SignalAction;
import openbell.scheduler.reconcile.RunState;
import org.jspecify.annotations.Nullable;

/// How pages spell values. One locale, UTC, and a dash for what is not known.
final class Show {
  private static final DateTimeFormatter UPCOMING =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm '(UTC'xxx')'", Locale.UK);

  static final String NOTHING = "–";

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

  private Show() {}

  /// A coloured word: `css` picks the colour, `text` says the same to everyone.
  public record Badge(String css, String text) {}

  static Badge state(RunState state) {
    return switch (state) {
      case QUEUED -> new Badge("queued", "Queued");
      case RUNNING -> new Badge("running", "Running");
      case DONE -> new Badge("done", "Done");
      case FAILED -> new Badge("failed", "Failed");
    };
  }

  static Badge action(SignalAction action) {
    return switch (action) {
      case ENTER, INCREASE -> new Badge("buy", "Buy");
      case EXIT, REDUCE -> new Badge("sell", "Sell");
      case HOLD -> new Badge("hold", "Hold");
      case FLAT -> new Badge("empty", "Empty");
    };
  }

  static String day(LocalDate date) {
    return DAY.format(date);
  }

  static String moment(@Nullable Instant instant) {
    return instant == null ? NOTHING : MOMENT.format(instant);
  }

  /// E.g. `Mon 23 Nov 2026, 09:30 (UTC-05:00)`, and the session where it is another day's.
  static List<String> upcoming(@Nullable List<Upcoming> runs) {
    return runs == null ? List.of() : runs.stream().map(Show::upcoming).toList();
  }

  private static String upcoming(Upcoming run) {
    String at = UPCOMING.format(run.at());
    return run.at().toLocalDate().equals(run.session())
        ? at
        : at + " for the session of " + day(run.session());
  }

  static String took(@Nullable Duration duration) {
    if (duration == null || duration.isZero()) {
      return NOTHING;
    }
    long millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    return duration.toMinutes() > 0
        ? "%d min %02d s".formatted(duration.toMinutes(), duration.toSecondsPart())
        : "%.1f s".formatted(millis / 1_000.0);
  }

  static String number(double value, int decimals) {
    return Double.isFinite(value)
        ? String.format(Locale.UK, "%,." + decimals + "f", value)
        : NOTHING;
  }

  /// A number as precise as a reader needs it: prices and indicators of any size.
  static String figure(double value) {
    double size = Math.abs(value);
    return number(value, size >= 10_000 ? 0 : size >= 1 || size == 0 ? 2 : 4);
  }

  /// @param fraction 0.1 for ten percent
  static String percent(double fraction) {
    return Double.isFinite(fraction) ? number(fraction * 100, 2) + " %" : NOTHING;
  }

  static String quantity(double value) {
    return number(value, value == Math.rint(value) ? 0 : 4);
  }

  static String money(double value, String currency) {
    return Double.isFinite(value) ? number(value, 2) + " " + currency : NOTHING;
  }

  /// The colour of a gain or a loss.
  static String sign(double value) {
    return value > 0 ? "up" : value < 0 ? "down" : "";
  }
}
