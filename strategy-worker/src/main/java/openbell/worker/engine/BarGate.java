package openbell.worker.engine;

import java.time.LocalDate;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.Column;

/// Refuses bars whose high or low cannot be trusted, where they are read.
///
/// Some index series have days whose high and low do not enclose open and close. Opens and closes
/// of such days are still good, so the day is only refused when a strategy reads highs or lows.
final class BarGate {
  /// Adjusted prices are rounded one by one; this much of the price is forgiven.
  private static final double TOLERANCE = 1e-5;

  private BarGate() {}

  /// Refuses a price that is no number above 0, wherever it is.
  static void checkPrices(BarSeries bars) {
    int bad = bars.firstWithoutPrice();
    if (bad >= 0) {
      throw FailureException.of(
          FailureReason.INVALID_MARKET_DATA,
          bars.symbol() + " " + bars.date(bad) + ": a price is not a number above 0");
    }
  }

  /// Refuses highs and lows that do not enclose open and close.
  static void check(BarSeries bars) {
    double[] high = bars.column(Column.HIGH);
    double[] low = bars.column(Column.LOW);
    for (int t = 0; t < bars.size(); t++) {
      double top = Math.max(bars.open()[t], bars.close()[t]);
      double bottom = Math.min(bars.open()[t], bars.close()[t]);
      if (high[t] < top * (1 - TOLERANCE) || low[t] > bottom * (1 + TOLERANCE)) {
        throw FailureException.of(
            FailureReason.INVALID_MARKET_DATA, sentence(bars.symbol(), bars.date(t)));
      }
    }
  }

  private static String sentence(String symbol, LocalDate date) {
    return symbol
        + " "
        + date
        + ": high and low do not enclose open and close, and the strategy reads them";
  }
}
