package openbell.worker.engine.proof;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Map;
import java.util.stream.IntStream;
import openbell.model.strategy.Params;

/// When a weight strategy rebalances, and to which weights.
///
/// @param strategy name of the capital strategy
record PlainWeights(String strategy, Params params, Decisions decisions) {

  /// True when the calendar asks for it.
  boolean due(int[] days, int i) {
    if (i == 0) {
      return rule("on_first_bar", Boolean.TRUE).equals(Boolean.TRUE);
    }
    LocalDate before = LocalDate.ofEpochDay(days[i - 1]);
    LocalDate now = LocalDate.ofEpochDay(days[i]);
    return period(before) != period(now);
  }

  private long period(LocalDate date) {
    long year = date.getYear() * 1_000L;
    return switch (String.valueOf(rule("frequency", "monthly"))) {
      case "daily" -> date.toEpochDay();
      case "weekly" ->
          date.get(IsoFields.WEEK_BASED_YEAR) * 1_000L
              + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case "monthly" -> year + date.getMonthValue();
      case "quarterly" -> year + date.get(IsoFields.QUARTER_OF_YEAR);
      case "yearly" -> year;
      default -> 0;
    };
  }

  /// How far a weight may drift before it is brought back.
  double drift() {
    return rule("drift_threshold", Double.POSITIVE_INFINITY) instanceof Double drift
        ? drift
        : Double.POSITIVE_INFINITY;
  }

  private Object rule(String name, Object fallback) {
    return params.value("rebalance") instanceof Map<?, ?> map && map.get(name) != null
        ? map.get(name)
        : fallback;
  }

  /// The weight of a symbol. It is wanted while its newest bar says buy and does not say sell;
  /// equal
  /// weights leave the cash buffer alone.
  ///
  /// @param rows the newest bar of each symbol, -1 without one
  double of(String symbol, int s, int[] rows) {
    if (!wanted(s, rows)) {
      return 0;
    }
    if (strategy.equals("EqualWeightStrategy")) {
      long count = IntStream.range(0, rows.length).filter(other -> wanted(other, rows)).count();
      return (1 - params.number("cash_buffer_percent", 0) / 100) / count;
    }
    double weight = decisions.aimed().length > 0 ? decisions.aimed()[s][rows[s]] : fixed(symbol);
    return weight > 0 ? weight : 0;
  }

  private boolean wanted(int s, int[] rows) {
    return rows[s] >= 0 && decisions.buy()[s][rows[s]] && !decisions.sell()[s][rows[s]];
  }

  private double fixed(String symbol) {
    return params.value("weights") instanceof Map<?, ?> map
            && map.get(symbol) instanceof Double weight
        ? weight
        : 0;
  }
}
