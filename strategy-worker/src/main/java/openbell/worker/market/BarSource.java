package openbell.worker.market;

import java.time.Instant;
import java.time.LocalDate;
import openbell.worker.engine.series.BarSeries;

/// Where bars come from.
///
/// Throws {@link openbell.model.run.FailureException}: `MARKET_DATA_UNAVAILABLE` when the source
/// does not answer, `SYMBOL_GONE` when it says that it has no such symbol, `INVALID_MARKET_DATA`
/// when
/// what it has cannot be trusted.
public interface BarSource {

  /// The bars of a symbol up to and including the last day it asks for, oldest first. May be empty.
  LoadedBars load(BarQuery query);

  /// The bars alone, for who does not mind how old the answer is.
  default BarSeries load(String symbol, LocalDate through) {
    return load(new BarQuery(symbol, through, Instant.MAX)).series();
  }
}
