package openbell.worker.run;

import java.time.LocalDate;
import openbell.worker.engine.series.BarSeries;

/// Where bars come from.
///
/// Throws {@link openbell.model.run.FailureException}: `MARKET_DATA_UNAVAILABLE` when the source
/// has no such symbol or does not answer, `INVALID_MARKET_DATA` when what it has cannot be trusted.
public interface BarSource {

  /// The bars of a symbol up to and including `through`, oldest first. May be empty.
  BarSeries load(String symbol, LocalDate through);
}
