package openbell.worker.adapter;

import java.time.LocalDate;
import openbell.model.market.BarColumns;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;

/// Turns raw bars into adjusted ones by the vendor's adjusted close, and checks numbers.
final class Adjusting {
  /// Prices are kept with six decimals: finer digits are noise of the vendor's division.
  private static final double DECIMALS = 1e6;

  private static final double HIGHEST_PRICE = 1e12;

  private Adjusting() {}

  /// Open, high, low and close times `adjusted / close`, rounded to six decimals; volumes stay.
  ///
  /// @throws FailureException `INVALID_MARKET_DATA` when a number is none, or not above 0
  static BarColumns by(String symbol, BarColumns raw, double[] adjusted) {
    int n = raw.size();
    double[][] columns = new double[BarColumns.COLUMNS][n];
    for (int t = 0; t < n; t++) {
      double factor = adjusted[t] / raw.close()[t];
      for (int c = 0; c < 4; c++) {
        columns[c][t] = Math.round(raw.ohlcv()[c][t] * factor * DECIMALS) / DECIMALS;
      }
      columns[4][t] = raw.volume()[t];
    }
    BarColumns bars = new BarColumns(raw.days(), columns);
    check(symbol, bars);
    return bars;
  }

  /// The rules of {@link openbell.model.wire.BarCsv} for numbers that were no text.
  static void check(String symbol, BarColumns bars) {
    for (int t = 0; t < bars.size(); t++) {
      for (int c = 0; c < 4; c++) {
        double price = bars.ohlcv()[c][t];
        if (!(price > 0 && price <= HIGHEST_PRICE)) {
          throw refuse(symbol, bars.days()[t], "a price is not a number above 0");
        }
      }
      if (bars.high()[t] < bars.low()[t]) {
        throw refuse(symbol, bars.days()[t], "High is below Low");
      }
      if (!(bars.volume()[t] >= 0 && bars.volume()[t] < Double.POSITIVE_INFINITY)) {
        throw refuse(symbol, bars.days()[t], "Volume is not a number of 0 or more");
      }
    }
  }

  static FailureException refuse(String symbol, int day, String why) {
    return FailureException.of(
        FailureReason.INVALID_MARKET_DATA, symbol + " " + LocalDate.ofEpochDay(day) + ": " + why);
  }
}
