package openbell.worker.engine;

import java.time.LocalDate;
import openbell.model.market.BarGate;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.worker.engine.series.BarSeries;

/// The engine's own refusals, by the rules of {@link BarGate}: whoever calls it directly, without
/// the data gate of a run, gets no result from prices that are none.
final class BarRefusals {
  private BarRefusals() {}

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
  static void checkRange(BarSeries bars) {
    int bad = BarGate.firstUnenclosed(bars.bars());
    if (bad >= 0) {
      throw FailureException.of(
          FailureReason.INVALID_MARKET_DATA, sentence(bars.symbol(), bars.date(bad)));
    }
  }

  private static String sentence(String symbol, LocalDate date) {
    return symbol
        + " "
        + date
        + ": high and low do not enclose open and close, and the strategy reads them";
  }
}
