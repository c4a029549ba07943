package openbell.worker.engine.series;

/// Joins a series of one symbol to the bars of another without looking ahead.
public final class AsOf {
  /// Oldest value that still counts, in weekdays; beyond it there is no value.
  public static final int OLDEST_WEEKDAYS = 5;

  private AsOf() {}

  /// Fills, from bar `from` to the last own bar, the last value on or before each own day; `NaN`
  /// when that is missing or too old.
  ///
  /// @param values one per bar of `others`
  public static void join(
      BarSeries own, BarSeries others, double[] values, int from, double[] out) {
    int[] days = own.days();
    int[] otherDays = others.days();
    int next = from < own.size() ? others.lastAtOrBefore(days[from]) + 1 : 0;
    for (int t = from; t < own.size(); t++) {
      while (next < others.size() && otherDays[next] <= days[t]) {
        next++;
      }
      boolean fresh = next > 0 && weekdays(otherDays[next - 1], days[t]) <= OLDEST_WEEKDAYS;
      out[t] = fresh ? values[next - 1] : Double.NaN;
    }
  }

  /// Mondays to Fridays after `from`, up to and including `to`.
  private static long weekdays(long from, long to) {
    return to - from > 30 ? 30 : weekdaysUpTo(to) - weekdaysUpTo(from);
  }

  /// Epoch day 4 was a Monday.
  private static long weekdaysUpTo(long day) {
    long sinceMonday = day - 4;
    long weeks = Math.floorDiv(sinceMonday, 7L);
    return weeks * 5 + Math.min(Math.floorMod(sinceMonday, 7L) + 1, 5);
  }
}
