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
  record Computed(Indicator indicator, Params params, List<Source> inputs) implements Step {}

  /// All outputs of another step, some bars late.
  record Lagged(int of, int bars) implements Step {}

  /// A rule.
  record Judged(Rule rule, Params params, List<Source> inputs) implements Step {}

  /// A signal used as a number.
  record AsNumber(int signal) implements Step {}

  /// Rank of the symbol among the portfolio's symbols that have a bar and a number that day: 1 is
  /// best, ties go by declared order.
  record Ranked(Source input, boolean descending) implements Step {}

  /// The signal for the first symbol, its opposite for the second, false for the others.
  ///
  /// @param fallback what an undefined signal is read as; null keeps it undefined
  record Switched(int signal, @Nullable Boolean fallback) implements Step {}

  /// True when its values are a signal, otherwise they are numbers.
  default boolean isSignal() {
    return switch (this) {
      case Judged _, Switched _ -> true;
      case Own _, Joined _, Computed _, Lagged _, AsNumber _, Ranked _ -> false;
    };
  }
}
