package openbell.worker.intake.offline;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One figure of the metrics table: its key, its name and how it is written.
///
/// @param smallerIsBetter true for costs and risks that are counted upwards
record Figure(String key, String name, Form form, boolean smallerIsBetter) {

  /// How a figure is written.
  enum Form {
    PERCENT,
    RATIO,
    WHOLE,
    MONEY
  }

  private static final List<Figure> ALL =
      List.of(
          more("total_return", "Total return", Form.PERCENT),
          more("cagr", "CAGR", Form.PERCENT),
          more("excess_cagr", "CAGR above benchmark", Form.PERCENT),
          more("irr", "Money-weighted return", Form.PERCENT),
          less("volatility", "Volatility", Form.PERCENT),
          more("sharpe", "Sharpe ratio", Form.RATIO),
          more("sortino", "Sortino ratio", Form.RATIO),
          more("calmar", "Calmar ratio", Form.RATIO),
          more("max_drawdown", "Max drawdown", Form.PERCENT),
          less("max_drawdown_days", "Longest drawdown, days", Form.WHOLE),
          more("current_drawdown", "Current drawdown", Form.PERCENT),
          more("alpha", "Alpha", Form.PERCENT),
          more("beta", "Beta", Form.RATIO),
          more("information_ratio", "Information ratio", Form.RATIO),
          more("trades", "Closed trades", Form.WHOLE),
          more("win_rate", "Win rate", Form.PERCENT),
          more("profit_factor", "Profit factor", Form.RATIO),
          more("payoff_ratio", "Payoff ratio", Form.RATIO),
          more("expectancy", "Mean trade return", Form.PERCENT),
          more("average_hold_days", "Mean holding time, days", Form.WHOLE),
          more("exposure", "Exposure", Form.PERCENT),
          more("exposure_money", "Money in the market", Form.PERCENT),
          less("turnover", "Turnover per year", Form.RATIO),
          less("fees", "Fees", Form.MONEY),
          less("slippage_cost", "Slippage", Form.MONEY),
          more("best_day", "Best day", Form.PERCENT),
          more("worst_day", "Worst day", Form.PERCENT),
          more("positive_days", "Days with a gain", Form.PERCENT),
          more("var_95", "Value at risk, 95 %", Form.PERCENT),
          more("cvar_95", "Expected shortfall, 95 %", Form.PERCENT),
          more("net_value", "Growth of 1", Form.RATIO),
          more("cagr_trading_days", "CAGR by trading days", Form.PERCENT),
          less("ulcer_index", "Ulcer index", Form.RATIO),
          more("omega", "Omega", Form.RATIO),
          more("tail_ratio", "Tail ratio", Form.RATIO),
          more("skew", "Skew", Form.RATIO),
          less("kurtosis", "Kurtosis", Form.RATIO),
          more("sqn", "SQN", Form.RATIO),
          more("kelly", "Kelly fraction", Form.RATIO),
          more("vwr", "VWR", Form.RATIO),
          more("vwr_bt", "VWR as in backtrader", Form.RATIO));

  private static final Map<String, Figure> BY_KEY =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Figure::key, figure -> figure));

  private static Figure more(String key, String name, Form form) {
    return new Figure(key, name, form, false);
  }

  private static Figure less(String key, String name, Form form) {
    return new Figure(key, name, form, true);
  }

  /// The figure of a key that `known` has or that every result may have.
  static Optional<Figure> find(String key, Collection<String> known) {
    return BY_KEY.containsKey(key) || known.contains(key) ? Optional.of(of(key)) : Optional.empty();
  }

  /// The figure of a key; one without a name here is called by its key.
  static Figure of(String key) {
    return BY_KEY.getOrDefault(key, new Figure(key, key, Form.RATIO, false));
  }

  /// Every figure that has a name, in the order a reader asks for them.
  static List<Figure> all() {
    return ALL;
  }

  /// Every key there is, named or only in `known`.
  static List<String> keys(Collection<String> known) {
    return Stream.concat(ALL.stream().map(Figure::key), known.stream()).distinct().toList();
  }

  /// The figure as people read it; `-` when it could not be formed.
  String text(Map<String, Double> figures) {
    return text(figures.getOrDefault(key, Double.NaN));
  }

  String text(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    return switch (form) {
      case PERCENT -> number("%,.1f %%", 100 * value);
      case RATIO -> number("%,.2f", value);
      case WHOLE -> number("%,.0f", value);
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
    return switch (form) {
      case PERCENT -> number("%+,.1f pp", 100 * value);
      case RATIO -> number("%+,.2f", value);
      case WHOLE, MONEY -> number("%+,.0f", value);
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
