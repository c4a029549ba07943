package openbell.worker.market;

import openbell.model.market.Instrument;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;

/// Why there are no bars: a source that fails is asked again later, one that says clearly that it
/// has no such symbol is not.
public final class NoBars {
  private NoBars() {}

  /// The source does not answer, or not with what it was asked for: `MARKET_DATA_UNAVAILABLE`.
  public static FailureException now(String why) {
    return FailureException.of(FailureReason.MARKET_DATA_UNAVAILABLE, why);
  }

  /// The same, with its cause.
  public static FailureException now(String why, Exception cause) {
    return new FailureException(new Failure(FailureReason.MARKET_DATA_UNAVAILABLE, why), cause);
  }

  /// The source answers that it has no such symbol: `SYMBOL_GONE`.
  public static FailureException unknown(String symbol) {
    return FailureException.of(
        FailureReason.SYMBOL_GONE,
        "there are no bars of " + symbol + ": the source does not know it");
  }

  /// Lets only symbols pass that may become part of an address or a file's name.
  ///
  /// @throws FailureException `SYMBOL_GONE`: no source is asked
  public static void requireSymbol(String symbol) {
    if (!Instrument.SYMBOL.matcher(symbol).matches()) {
      throw FailureException.of(FailureReason.SYMBOL_GONE, "there are no bars of such a symbol");
    }
  }
}
