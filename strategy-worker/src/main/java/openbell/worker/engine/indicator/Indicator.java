package openbell.worker.engine.indicator;

import java.util.List;
import java.util.function.ToIntFunction;
import openbell.model.strategy.Params;
import openbell.worker.engine.series.Column;

/// One registered indicator.
///
/// @param type as documents name it
/// @param outputs names of its outputs; the first is the default
/// @param reads columns it reads, in the order its kernel wants them
/// @param defaults parameters with their defaults; one called `column` lets the document replace
///     the first series it reads
/// @param periods names of the parameters that count bars
/// @param first index of the first bar with all outputs when the inputs are defined from bar 0
/// @param formula what it computes and whose it is, for people
public record Indicator(
    String type,
    List<String> outputs,
    List<Column> reads,
    Params defaults,
    List<String> periods,
    ToIntFunction<Params> first,
    Kernel kernel,
    String formula) {

  /// One that no document writes among its indicators.
  public Indicator(
      String type,
      List<String> outputs,
      List<Column> reads,
      Params defaults,
      List<String> periods,
      ToIntFunction<Params> first,
      Kernel kernel) {
    this(type, outputs, reads, defaults, periods, first, kernel, "");
  }

  /// True when the document chooses the first series it reads: a column or another node.
  public boolean hasOneSource() {
    return defaults.value("column") != null;
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
