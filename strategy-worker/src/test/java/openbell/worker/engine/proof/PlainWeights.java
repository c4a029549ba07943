package openbell.worker.engine.proof;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Map;
import openbell.model.strategy.Params;

/// When a weight strategy rebalances, and to which weights.
///
/// @param strategy name of the capital strategy
record PlainWeights(String strategy, Params params, boolean[][] buy, double[][] aimed) {

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

  /// The weight of a symbol, given the row of its bar that day in `rows`, -1 without a bar.
  double of(String symbol, int s, int[] rows) {
    if (strategy.equals("EqualWeightStrategy")) {
      int count = 0;
      for (int other = 0; other < rows.length; other++) {
        count += holds(other, rows) ? 1 : 0;
      }
      return holds(s, rows) ? 1.0 / count : 0;
    }
    double weight = aimed.length > 0 ? aimed[s][rows[s]] : fixed(symbol);
    return weight > 0 ? weight : 0;
  }

  private boolean holds(int s, int[] rows) {
    return rows[s] >= 0 && buy[s][rows[s]];
  }

  private double fixed(String symbol) {
    return params.value("weights") instanceof Map<?, ?> map
            && map.get(symbol) instanceof Double weight
        ? weight
        : 0;
  }
}
