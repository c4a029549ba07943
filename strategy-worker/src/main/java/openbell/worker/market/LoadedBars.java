package openbell.worker.market;

import java.time.Instant;
import openbell.worker.engine.series.BarSeries;
import org.jspecify.annotations.Nullable;

/// Bars, and what is to be known about how they were had.
///
/// @param source name of the place they came from, e.g. `csv`
/// @param fetchedAt when that place gave them, or null where that means nothing
/// @param remark a sentence for the reader when something is unusual, e.g. that they are old; or
/// null
public record LoadedBars(
    BarSeries series, String source, @Nullable Instant fetchedAt, @Nullable String remark) {

  /// Bars with nothing to remark.
  public static LoadedBars of(BarSeries series, String source) {
    return new LoadedBars(series, source, null, null);
  }
}
