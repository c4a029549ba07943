package openbell.worker.market;

import openbell.model.run.Failure;
import org.jspecify.annotations.Nullable;

/// What asking for the bars of one symbol gave: bars, or why there are none that can be trusted.
///
/// @param bars null when there is a failure
/// @param failure null when there are bars
public record Candidate(String symbol, @Nullable LoadedBars bars, @Nullable Failure failure) {

  public static Candidate of(LoadedBars bars) {
    return new Candidate(bars.series().symbol(), bars, null);
  }

  public static Candidate without(String symbol, Failure failure) {
    return new Candidate(symbol, null, failure);
  }
}
