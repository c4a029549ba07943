package openbell.worker.engine.portfolio;

import java.util.function.IntFunction;

/// Puts symbols into the order of their ranks.
final class Ranking {
  private final Setting setting;
  private final boolean ranked;
  private final IntFunction<double[]> numbers;

  Ranking(Setting setting) {
    this.setting = setting;
    this.ranked = setting.plan().rankBy() != null;
    this.numbers = setting.holdings().rank();
  }

  /// Sorts the first `count` symbols in descending rank as of day `i`: numbers before `NaN`, equal
  /// ones in declared order. Without ranks the declared order stays.
  void sort(int[] symbols, int count, int i) {
    if (!ranked) {
      return;
    }
    for (int k = 1; k < count; k++) {
      int symbol = symbols[k];
      double rank = rank(symbol, i);
      int at = k;
      while (at > 0 && precedes(rank, rank(symbols[at - 1], i))) {
        symbols[at] = symbols[at - 1];
        at--;
      }
      symbols[at] = symbol;
    }
  }

  private static boolean precedes(double rank, double other) {
    return rank > other || (Double.isNaN(other) && !Double.isNaN(rank));
  }

  private double rank(int symbol, int i) {
    return numbers.apply(symbol)[setting.calendar().asOf(symbol, i)];
  }
}
