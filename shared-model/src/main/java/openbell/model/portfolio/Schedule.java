package openbell.model.portfolio;

import java.time.Duration;

/// When a portfolio runs: at the open or the close of every session of one exchange.
///
/// @param calendar market identifier code of the exchange, e.g. `XNYS`
/// @param offset added to the anchor; may be negative
public record Schedule(String calendar, Anchor at, Duration offset, CatchUp catchUp) {

  /// The moment of a session that the offset counts from.
  public enum Anchor {
    OPEN,
    CLOSE
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
