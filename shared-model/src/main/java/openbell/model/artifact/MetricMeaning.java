package openbell.model.artifact;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One metric of a result: its key, its name for people, and how it is made.
///
/// @param key as in {@link RunArtifact#metrics}
/// @param label for people
/// @param formula in the symbols of `docs/metrics.md`
/// @param time how time enters: `calendar` days / 365.25, `A` bars a year, `days`, `bars`, or
/// nothing
public record MetricMeaning(String key, String label, Unit unit, String formula, String time) {

  /// What the number counts.
  public enum Unit {
    /// 0.05 is 5 %.
    FRACTION,
    /// Without a unit.
    NUMBER,
    /// In the portfolio's currency.
    MONEY,
    /// A whole number.
    COUNT
  }

  /// What one part of a table of the result holds.
  ///
  /// @param table name of the list in `result.json`
  public record Column(String table, String column, String meaning) {}

  private static final String METRICS =
      """
      total_return | Total return | FRACTION | e[N]/e[0] - 1 |
      net_value | Net value | NUMBER | e[N]/e[0] |
      cagr | CAGR | FRACTION | (e[N]/e[0])^(1/y) - 1 | calendar
      cagr_trading_days | CAGR by bars | FRACTION | (e[N]/e[0])^(A/N) - 1 | A
      volatility | Volatility | FRACTION | sd1(r) sqrt(A) | A
      sharpe | Sharpe ratio | NUMBER | mean(r - f)/sd1(r) sqrt(A) | A
      sortino | Sortino ratio | NUMBER | mean(r - f)/sqrt(sum(min(r - f, 0)^2)/N) sqrt(A) | A
      max_drawdown | Max drawdown | FRACTION | least e[t]/max(e[0..t]) - 1 |
      max_drawdown_days | Longest drawdown, days | COUNT | longest time from a peak to its recovery or to the end | days
      max_drawdown_bars | Longest drawdown, bars | COUNT | most bars from a peak to its recovery or to the end | bars
      current_drawdown | Current drawdown | FRACTION | e[N]/max(e[0..N]) - 1 |
      current_drawdown_days | Current drawdown, days | COUNT | time from the last peak to the end; 0 at a peak | days
      current_drawdown_bars | Current drawdown, bars | COUNT | bars from the last peak to the end; 0 at a peak | bars
      ulcer_index | Ulcer index | FRACTION | sqrt(sum(d^2)/(N - 1)), d[t] = e[t]/max(e[0..t]) - 1 |
      calmar | Calmar ratio | NUMBER | cagr/abs(max_drawdown) | calendar
      omega | Omega ratio | NUMBER | sum(r > 0)/abs(sum(r < 0)) |
      tail_ratio | Tail ratio | NUMBER | abs(q95(r)/q05(r)), linear between neighbours |
      var_95 | Value at risk, 95 % | FRACTION | mean(r) - 1.6448536269514722 sd1(r) | bars
      cvar_95 | Expected shortfall, 95 % | FRACTION | mean of r below var_95 | bars
      skew | Skewness | NUMBER | bias-corrected sample skewness of r |
      kurtosis | Excess kurtosis | NUMBER | bias-corrected sample excess kurtosis of r |
      best_day | Best day | FRACTION | max(r) | bars
      worst_day | Worst day | FRACTION | min(r) | bars
      positive_days | Days with a gain | FRACTION | count(r > 0)/count(r != 0) | bars
      best_month | Best month | FRACTION | highest product of (1 + r) - 1 of a calendar month, incomplete ones too | calendar
      worst_month | Worst month | FRACTION | lowest product of (1 + r) - 1 of a calendar month, incomplete ones too | calendar
      best_year | Best year | FRACTION | highest product of (1 + r) - 1 of a calendar year, incomplete ones too | calendar
      worst_year | Worst year | FRACTION | lowest product of (1 + r) - 1 of a calendar year, incomplete ones too | calendar
      vwr | Variability-weighted return | NUMBER | R (1 - (s/0.20)^2), s = sd1(e[t]/(e[0] exp(g t)) - 1), g = ln(e[N]/e[0])/N, R = 100 (exp(A g) - 1); not for s >= 0.20 | A
      vwr_bt | Variability-weighted return by steps | NUMBER | R (1 - (q/2)^0.2), q = sd1(e[t]/(e[t-1] exp(g t)) - 1) | A
      beta | Beta | NUMBER | cov1(r, b)/var1(b) |
      alpha | Alpha | FRACTION | (mean(r) - beta mean(b)) A | A
      information_ratio | Information ratio | NUMBER | mean(r - b)/sd1(r - b) sqrt(A) | A
      excess_cagr | CAGR above the benchmark | FRACTION | cagr - cagr of the benchmark | calendar
      exposure | Exposure | FRACTION | bars with a position at the close/N | bars
      exposure_money | Money in the market | FRACTION | mean(value of the positions/equity) | bars
      turnover | Turnover per year | NUMBER | sum(abs(traded value))/2/mean(equity)/y | calendar
      irr | Money-weighted return | FRACTION | the rate i that solves sum(flow (1 + i)^-(days/365.25)) = 0; for portfolios with contributions | calendar
      trades | Closed trades | COUNT | round trips from flat to flat; open ones are not counted |
      win_rate | Win rate | FRACTION | trades with PnL > 0/trades |
      payoff_ratio | Payoff ratio | NUMBER | mean PnL of winning trades/mean loss of losing trades |
      profit_factor | Profit factor | NUMBER | sum(PnL > 0)/abs(sum(PnL < 0)) |
      expectancy | Expectancy | FRACTION | mean of PnL/(quantity entry price) |
      sqn | System quality number | NUMBER | sqrt(trades) mean(PnL)/sd1(PnL) |
      kelly | Kelly fraction | FRACTION | W - (1 - W)/payoff_ratio, W = win_rate |
      average_hold_days | Average holding time, days | NUMBER | mean(exit date - entry date) | days
      fees | Fees | MONEY | sum of the fees of all fills |
      slippage_cost | Slippage | MONEY | sum of abs(fill price - market price) quantity |
      """;

  private static final String COLUMNS =
      """
      drawdowns | | the ten deepest stretches below the highest value so far, deepest first
      drawdowns | peak, start, valley, recovered | days of the highest value, of the first bar below it, of the lowest bar, and of the first bar that reaches it again; without `recovered` it lasts
      drawdowns | depth | lowest value/highest value - 1
      drawdowns | bars, days | bars below the highest value; calendar days from the first to the last of them, both counted
      years | | one row per calendar year
      years | total | product of (1 + r) - 1 of the year's bars
      years | firstMonth, months | the same of each month in a row, beginning with `firstMonth`; 0 for a month without a bar
      startYears | | the run as if it had begun at the close of the first bar of the year (its first return is 0 and counts)
      startYears | cagr, maxDrawdown, sharpe | as above, of that slice
      contributions | | one row per symbol that was traded
      contributions | years | change of the position's value - purchases + sales - fees, of each year in `years`
      contributions | total | sum of its years; all totals together are the change of equity less what was paid in
      missing | | why a metric is not there; `benchmark_` stands before the benchmark's own
      """;

  private static final List<MetricMeaning> ALL =
      METRICS.lines().map(MetricMeaning::metric).toList();
  private static final List<Column> ALL_COLUMNS =
      COLUMNS.lines().map(MetricMeaning::column).toList();
  private static final Map<String, MetricMeaning> BY_KEY =
      ALL.stream().collect(Collectors.toUnmodifiableMap(MetricMeaning::key, Function.identity()));

  /// Every metric there is, in the order of the documentation.
  public static List<MetricMeaning> all() {
    return ALL;
  }

  /// The tables of a result, and what stands in them.
  public static List<Column> columns() {
    return ALL_COLUMNS;
  }

  public static Optional<MetricMeaning> find(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  private static MetricMeaning metric(String line) {
    String[] cells = cells(line);
    return new MetricMeaning(cells[0], cells[1], Unit.valueOf(cells[2]), cells[3], cells[4]);
  }

  private static Column column(String line) {
    String[] cells = cells(line);
    return new Column(cells[0], cells[1], cells[2]);
  }

  private static String[] cells(String line) {
    String[] cells = line.split("\\|", -1);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i].strip();
    }
    return cells;
  }
}
