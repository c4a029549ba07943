package openbell.worker.market;

import java.time.Duration;
import openbell.model.market.BarColumns;
import org.jspecify.annotations.Nullable;

/// What a provider says when it is asked for the bars of a symbol.
public sealed interface Answer {

  /// All its bars.
  ///
  /// @param remark a sentence for the reader about what was repaired, or null
  record Bars(BarColumns bars, @Nullable String remark) implements Answer {}

  /// It has no such symbol.
  record Unknown() implements Answer {}

  /// It wants to be left alone.
  ///
  /// @param pause for how long
  record Busy(Duration pause) implements Answer {}
}
