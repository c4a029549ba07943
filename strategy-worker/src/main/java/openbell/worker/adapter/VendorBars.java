package openbell.worker.adapter;

import java.time.LocalDate;
import openbell.model.market.BarColumns;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.worker.market.SixDecimals;

/// Makes bars of a vendor's numbers, by the rules that {@link openbell.model.wire.BarCsv} has for
/// files.
final class VendorBars {
  private static final double HIGHEST_PRICE = 1e12;

  private VendorBars() {}

  /// @param ohlcv open, high, low, close and volume, as in {@link BarColumns}
  /// @throws FailureException `INVALID_MARKET_DATA` when dates do not ascend, a price is not above
  /// 0,
  /// a high is below its low or a volume is negative
  static BarColumns of(String symbol, int[] days, double[]... ohlcv) {
    for (int t = 1; t < days.length; t++) {
      if (days[t] <= days[t - 1]) {
        throw refuse(symbol, days[t], "dates must ascend, and none may be there twice");
      }
    }
    BarColumns bars = new BarColumns(days, ohlcv);
    for (int t = 0; t < days.length; t++) {
      check(symbol, bars, t);
    }
    return bars;
  }

  /// Open, high, low and close times `adjusted / close`; volumes stay.
  ///
  /// @param adjusted closes
  /// @throws FailureException `INVALID_MARKET_DATA` when an adjusted price is not above 0
  static BarColumns adjusted(String symbol, BarColumns raw, double[] adjusted) {
    int n = raw.size();
    double[][] columns = new double[BarColumns.COLUMNS][n];
    for (int t = 0; t < n; t++) {
      double factor = adjusted[t] / raw.close()[t];
      for (int c = 0; c < 4; c++) {
        columns[c][t] = SixDecimals.round(raw.ohlcv()[c][t] * factor);
      }
      columns[4][t] = raw.volume()[t];
    }
    return of(symbol, raw.days(), columns);
  }

  private static void check(String symbol, BarColumns bars, int t) {
    int day = bars.days()[t];
    for (int c = 0; c < 4; c++) {
      double price = bars.ohlcv()[c][t];
      if (!(price > 0 && price <= HIGHEST_PRICE)) {
        throw refuse(symbol, day, "a price is not a number above 0");
      }
    }
    if (bars.high()[t] < bars.low()[t]) {
      throw refuse(symbol, day, "High is below Low");
    }
    double volume = bars.volume()[t];
    if (!(volume >= 0 && volume < Double.POSITIVE_INFINITY)) {
      throw refuse(symbol, day, "Volume is not a number of 0 or more");
    }
  }

  private static FailureException refuse(String symbol, int day, String why) {
    return FailureException.of(
        FailureReason.INVALID_MARKET_DATA, symbol + " " + LocalDate.ofEpochDay(day) + ": " + why);
  }
}
