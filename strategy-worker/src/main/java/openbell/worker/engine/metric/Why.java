package openbell.worker.engine.metric;

/// Why a figure cannot be formed: half sentences for people.
final class Why {
  static final String LOST_ALL = "the value fell to zero or below";
  static final String NO_TIME = "the first and the last bar are of the same day";
  static final String ONE_BAR = "there is only one bar";
  static final String FEW_BARS = "there are fewer than four bars";
  static final String NO_VARIATION = "no return differs from another";
  static final String NO_LOSS = "no return is below the risk-free rate";
  static final String NO_NEGATIVE = "no return is negative";
  static final String NO_FALL = "there was no drawdown";
  static final String NO_TAIL = "the 5 % quantile of the returns is zero";
  static final String NONE_BELOW = "no return is below the value at risk";
  static final String NO_CHANGE = "no bar changed the value";
  static final String UNSTEADY = "the value is 20 % or more away from steady growth";
  static final String NO_TRADE = "no trade was closed";
  static final String ONE_TRADE = "fewer than two trades were closed";
  static final String EQUAL_TRADES = "all closed trades earned the same";
  static final String NO_WIN = "no closed trade made money";
  static final String NO_LOSING = "no closed trade lost money";
  static final String NO_BENCHMARK = "the portfolio names no benchmark";
  static final String STILL_BENCHMARK = "the benchmark does not vary";
  static final String SAME_AS_BENCHMARK = "the returns are those of the benchmark";
  static final String NO_BENCHMARK_CAGR = "the benchmark has no CAGR";
  static final String NO_CONTRIBUTION = "no money is paid in after the start; see cagr";
  static final String NO_RATE = "no rate between -99.99 % and 10,000 % explains the flows";

  private Why() {}
}
