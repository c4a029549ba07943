package openbell.model.portfolio;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// When a portfolio runs: around every session of one exchange.
///
/// @param calendar market identifier code of the exchange, e.g. `XNYS`
/// @param time what the clock shows on the session's date; set exactly when `at` is `TIME`
/// @param zone whose clock shows it; null for the exchange's own, and whenever `time` is null
/// @param offset added to the anchor; may be negative
/// @param spread each run starts at its own moment within this time after it is due, at most an
/// hour;
///     null: all at once
public record Schedule(
    String calendar,
    Anchor at,
    @Nullable LocalTime time,
    @Nullable ZoneId zone,
    Duration offset,
    @Nullable Duration spread,
    CatchUp catchUp) {
  /// A run that is spread farther would not be the run of its moment any more.
  public static final Duration WIDEST_SPREAD = Duration.ofHours(1);

  public Schedule {
    if ((at == Anchor.TIME) != (time != null) || (zone != null && time == null)) {
      throw new IllegalArgumentException("a time of day goes with at = time, and only with it");
    }
    // Two ways to say nothing would be two schedules.
    spread = spread == null || spread.isZero() ? null : spread;
    if (spread != null && (spread.isNegative() || spread.compareTo(WIDEST_SPREAD) > 0)) {
      throw new IllegalArgumentException("a spread is 0 to 1 hour, was " + spread);
    }
  }

  /// At the open or the close, without a spread.
  public Schedule(String calendar, Anchor at, Duration offset, CatchUp catchUp) {
    this(calendar, at, null, null, offset, null, catchUp);
  }

  /// The time that runs are spread over; zero when all start at once.
  public Duration width() {
    return Objects.requireNonNullElse(spread, Duration.ZERO);
  }

  /// The moment of a session that the offset counts from.
  public enum Anchor {
    OPEN,
    CLOSE,
    TIME
  }

  /// What happens to sessions that were missed while nothing ran.
  public enum CatchUp {
    SKIP,
    LATE,
    MERGE
  }

  public static final Schedule MARKET_OPEN =
      new Schedule("XNYS", Anchor.OPEN, Duration.ZERO, CatchUp.LATE);
}
