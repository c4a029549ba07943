package openbell.worker.engine.portfolio;

import java.util.Arrays;
import java.util.List;
import openbell.worker.engine.series.BarSeries;

/// The days a portfolio steps over, and which bar of each symbol belongs to a day.
public final class Calendar {
  private final int[] days;
  private final int[][] rows;

  private Calendar(int[] days, int[][] rows) {
    this.days = days;
    this.rows = rows;
  }

  /// All days from `first` on which at least one symbol has a bar.
  public static Calendar union(List<BarSeries> symbols, long first) {
    int most = symbols.stream().mapToInt(BarSeries::size).sum();
    int[] all = new int[most];
    int count = 0;
    for (BarSeries bars : symbols) {
      int from = bars.firstAtOrAfter(first);
      System.arraycopy(bars.days(), from, all, count, bars.size() - from);
      count += bars.size() - from;
    }
    int[] days = distinct(Arrays.copyOf(all, count));
    int[][] rows = new int[symbols.size()][days.length];
    for (int s = 0; s < rows.length; s++) {
      int[] own = symbols.get(s).days();
      int row = symbols.get(s).firstAtOrAfter(first);
      for (int i = 0; i < days.length; i++) {
        boolean has = row < own.length && own[row] == days[i];
        rows[s][i] = has ? row++ : -1;
      }
    }
    return new Calendar(days, rows);
  }

  /// The days on which every symbol has a bar.
  public static int[] commonDays(List<BarSeries> symbols) {
    int[] common = symbols.getFirst().days();
    for (BarSeries bars : symbols.subList(1, symbols.size())) {
      int[] kept = new int[Math.min(common.length, bars.size())];
      int count = 0;
      for (int day : common) {
        if (Arrays.binarySearch(bars.days(), day) >= 0) {
          kept[count++] = day;
        }
      }
      common = Arrays.copyOf(kept, count);
    }
    return common;
  }

  private static int[] distinct(int[] days) {
    Arrays.sort(days);
    int count = 0;
    for (int i = 0; i < days.length; i++) {
      if (i == 0 || days[i] != days[i - 1]) {
        days[count++] = days[i];
      }
    }
    return Arrays.copyOf(days, count);
  }

  public int size() {
    return days.length;
  }

  public int[] days() {
    return days;
  }

  /// Index of the symbol's bar on a day of the calendar, -1 without one.
  public int row(int symbol, int day) {
    return rows[symbol][day];
  }
}
