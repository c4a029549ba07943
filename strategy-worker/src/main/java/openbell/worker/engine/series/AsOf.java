package openbell.worker.engine.series;

/// Joins a series of one symbol to the bars of another without looking ahead.
public final class AsOf {
  /// Oldest value that still counts, in weekdays; beyond it there is no value.
  public static final int OLDEST_WEEKDAYS = 5;

  private AsOf() {}

  /// For every own day the last value on or before it, `NaN` when that is missing or too old.
  public static double[] join(int[] ownDays, int[] otherDays, double[] otherValues) {
    double[] out = new double[ownDays.length];
    int next = 0;
    for (int t = 0; t < ownDays.length; t++) {
      while (next < otherDays.length && otherDays[next] <= ownDays[t]) {
        next++;
      }
      boolean fresh = next > 0 && weekdays(otherDays[next - 1], ownDays[t]) <= OLDEST_WEEKDAYS;
      out[t] = fresh ? otherValues[next - 1] : Double.NaN;
    }
    return out;
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
