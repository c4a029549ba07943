package openbell.worker.engine.indicator;

import java.util.List;
import java.util.function.ToIntFunction;
import openbell.model.strategy.Params;
import openbell.worker.engine.series.Column;

/// One registered indicator.
///
/// @param type as documents name it
/// @param outputs names of its outputs; the first is the default
/// @param reads columns it reads; a single one may be replaced by the document
/// @param defaults parameters with their defaults
/// @param periods names of the parameters that count bars
/// @param first index of the first value when the inputs are defined from bar 0
public record Indicator(
    String type,
    List<String> outputs,
    List<Column> reads,
    Params defaults,
    List<String> periods,
    ToIntFunction<Params> first,
    Kernel kernel) {

  /// True when the document chooses the one series it works on.
  public boolean hasOneSource() {
    return reads.size() == 1;
  }

  /// The longest of its periods, 0 without one.
  public int longestPeriod(Params params) {
    int longest = 0;
    for (String name : periods) {
      longest = Math.max(longest, params.integer(name, 0));
    }
    return longest;
  }
}
