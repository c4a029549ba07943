package openbell.scheduler.intake;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import openbell.scheduler.intake.RunPage.MetricRow;

/// Orders and names the metrics of a result; a metric without a name here is shown by its key.
final class MetricRows {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("total_return", "Total return"),
          Map.entry("cagr", "CAGR"),
          Map.entry("volatility", "Volatility"),
          Map.entry("sharpe", "Sharpe ratio"),
          Map.entry("sortino", "Sortino ratio"),
          Map.entry("calmar", "Calmar ratio"),
          Map.entry("max_drawdown", "Max drawdown"),
          Map.entry("max_drawdown_days", "Longest drawdown, days"),
          Map.entry("current_drawdown", "Current drawdown"),
          Map.entry("trades", "Closed trades"),
          Map.entry("win_rate", "Win rate"),
          Map.entry("profit_factor", "Profit factor"),
          Map.entry("payoff_ratio", "Payoff ratio"),
          Map.entry("average_hold_days", "Average holding time, days"),
          Map.entry("exposure", "Exposure"),
          Map.entry("exposure_money", "Money in the market"),
          Map.entry("turnover", "Turnover per year"),
          Map.entry("fees", "Fees"),
          Map.entry("slippage_cost", "Slippage"),
          Map.entry("excess_cagr", "CAGR above the benchmark"),
          Map.entry("alpha", "Alpha"),
          Map.entry("beta", "Beta"),
          Map.entry("irr", "Money-weighted return"),
          Map.entry("best_day", "Best day"),
          Map.entry("worst_day", "Worst day"),
          Map.entry("positive_days", "Days with a gain"),
          Map.entry("var_95", "Value at risk, 95 %"),
          Map.entry("cvar_95", "Expected shortfall, 95 %"));

  /// What a reader asks first.
  private static final List<String> FIRST =
      List.of(
          "total_return",
          "cagr",
          "excess_cagr",
          "irr",
          "volatility",
          "max_drawdown",
          "max_drawdown_days",
          "current_drawdown",
          "sharpe",
          "sortino",
          "calmar",
          "trades",
          "win_rate",
          "profit_factor",
          "exposure",
          "fees");

  private static final Set<String> PERCENT =
      Set.of(
          "total_return",
          "cagr",
          "cagr_trading_days",
          "excess_cagr",
          "irr",
          "volatility",
          "max_drawdown",
          "current_drawdown",
          "win_rate",
          "exposure",
          "exposure_money",
          "alpha",
          "best_day",
          "worst_day",
          "positive_days",
          "var_95",
          "cvar_95",
          "expectancy");
  private static final Set<String> MONEY = Set.of("fees", "slippage_cost");
  private static final Set<String> WHOLE = Set.of("trades", "max_drawdown_days");

  private MetricRows() {}

  /// What a reader asks first.
  static List<MetricRow> first(
      Map<String, Double> metrics, Map<String, Double> benchmark, String currency) {
    Set<String> keys = new LinkedHashSet<>(FIRST);
    keys.retainAll(metrics.keySet());
    return rows(keys, metrics, benchmark, currency);
  }

  /// All others, by key.
  static List<MetricRow> others(
      Map<String, Double> metrics, Map<String, Double> benchmark, String currency) {
    Set<String> keys = new TreeSet<>(metrics.keySet());
    keys.removeAll(Set.copyOf(FIRST));
    return rows(keys, metrics, benchmark, currency);
  }

  private static List<MetricRow> rows(
      Set<String> keys,
      Map<String, Double> metrics,
      Map<String, Double> benchmark,
      String currency) {
    List<MetricRow> rows = new ArrayList<>();
    for (String key : keys) {
      rows.add(
          new MetricRow(
              NAMES.getOrDefault(key, words(key)),
              value(key, metrics.getOrDefault(key, Double.NaN), currency),
              benchmark.containsKey(key)
                  ? value(key, benchmark.getOrDefault(key, Double.NaN), currency)
                  : ""));
    }
    return rows;
  }

  private static String value(String key, double value, String currency) {
    if (PERCENT.contains(key)) {
      return Show.percent(value);
    }
    if (MONEY.contains(key)) {
      return Show.money(value, currency);
    }
    return Show.number(value, WHOLE.contains(key) ? 0 : 2);
  }

  private static String words(String key) {
    String words = key.replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
