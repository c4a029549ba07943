package openbell.worker.engine.plan;

import java.util.List;
import openbell.model.strategy.Params;
import openbell.worker.engine.indicator.Indicator;
import openbell.worker.engine.rule.Rule;
import openbell.worker.engine.series.Column;
import org.jspecify.annotations.Nullable;

/// One distinct node of a plan. Its inputs are earlier steps.
public sealed interface Step {

  /// A column of the symbol that is evaluated.
  record Own(Column column) implements Step {}

  /// A column of another symbol, joined as of; with an indicator, that is computed on the other
  /// symbol's own bars first.
  record Joined(String symbol, Column column, @Nullable Indicator indicator, Params params)
      implements Step {}

  /// An indicator.
  ///
  /// @param params complete
  /// @param lag bars by which the result is delayed
  record Computed(Indicator indicator, Params params, int lag, List<Source> inputs)
      implements Step {}

  /// A rule: the only steps whose result is a signal.
  record Judged(Rule rule, Params params, List<Source> inputs) implements Step {}

  /// A signal used as a number.
  record AsNumber(int signal) implements Step {}
}
