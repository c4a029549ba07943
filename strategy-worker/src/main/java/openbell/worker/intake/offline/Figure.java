package openbell.worker.intake.offline;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import openbell.model.artifact.MetricMeaning;
import openbell.model.artifact.MetricMeaning.Unit;

/// How one metric of a result is shown, and which way it gets better.
///
/// @param smallerIsBetter true for costs and risks that are counted upwards
record Figure(String key, String name, Unit unit, boolean smallerIsBetter) {
  private static final Set<String> SMALLER_IS_BETTER =
      Set.of(
          "volatility",
          "max_drawdown_days",
          "max_drawdown_bars",
          "current_drawdown_days",
          "current_drawdown_bars",
          "ulcer_index",
          "kurtosis",
          "turnover",
          "fees",
          "slippage_cost");

  /// The figure of a key that `known` has or that every result may have.
  static Optional<Figure> find(String key, Collection<String> known) {
    return keys(known).contains(key) ? Optional.of(of(key)) : Optional.empty();
  }

  /// The figure of a key; one that nobody describes is called by its key.
  static Figure of(String key) {
    return MetricMeaning.find(key)
        .map(
            metric ->
                new Figure(key, metric.label(), metric.unit(), SMALLER_IS_BETTER.contains(key)))
        .orElseGet(() -> new Figure(key, key, Unit.NUMBER, false));
  }

  /// Every key there is, described or only in `known`.
  static List<String> keys(Collection<String> known) {
    return Stream.concat(MetricMeaning.all().stream().map(MetricMeaning::key), known.stream())
        .distinct()
        .toList();
  }

  /// The figure as people read it; `-` when it could not be formed.
  String text(Map<String, Double> figures) {
    return text(figures.getOrDefault(key, Double.NaN));
  }

  String text(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    return switch (unit) {
      case FRACTION -> number("%,.1f %%", 100 * value);
      case NUMBER -> number("%,.2f", value);
      case COUNT -> number("%,.0f", value);
      case MONEY -> number("%,.0f", value);
    };
  }

  /// The figure without its unit, for narrow fields.
  String bare(double value) {
    return text(value).replace(" %", "");
  }

  /// A difference of two such figures, with its sign; percentages differ by percentage points.
  String difference(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    return switch (unit) {
      case FRACTION -> number("%+,.1f pp", 100 * value);
      case NUMBER -> number("%+,.2f", value);
      case COUNT, MONEY -> number("%+,.0f", value);
    };
  }

  /// The value as a number that grows as the figure gets better; nothing is worse than no value.
  double merit(Map<String, Double> figures) {
    Double value = figures.get(key);
    if (value == null || value.isNaN()) {
      return Double.NEGATIVE_INFINITY;
    }
    return smallerIsBetter ? -value : value;
  }

  /// Without "-0.0", which reads like a small loss.
  private static String number(String pattern, double value) {
    String text = String.format(Locale.ROOT, pattern, value);
    boolean zero = text.startsWith("-") && text.chars().noneMatch(c -> c >= '1' && c <= '9');
    return zero ? text.substring(1) : text;
  }
}
