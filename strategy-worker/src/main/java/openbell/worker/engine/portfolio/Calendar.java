package openbell.worker.engine.portfolio;

import java.util.Arrays;
import java.util.List;
import openbell.worker.engine.rule.Signals;
import openbell.worker.engine.series.BarSeries;
import org.jspecify.annotations.Nullable;

/// The days a portfolio steps over, and which bar of each symbol belongs to a day.
///
/// Symbols that trade on the same days share the array of days with their bars, and the bar of a
/// day is an addition; only a symbol that misses a day needs a table.
public final class Calendar {
  private static final int[] STRAIGHT = {};

  private final long first;
  private final int[] source;
  private final int from;
  private final int size;
  private final int[] firstRow;
  private final int[] firstDay;
  private final int[][] tables;
  private volatile int @Nullable [] days;

  /// @param source the days, of which the calendar has `size` beginning at `from`
  /// @param firstRow by symbol the first bar that belongs to a day of the calendar
  /// @param firstDay by symbol the day of that bar
  /// @param tables by symbol the newest bar on or before each day, or longer; empty where bars
  /// follow days
  private Calendar(
      long first, int[] source, int[] span, int[] firstRow, int[] firstDay, int[][] tables) {
    this.first = first;
    this.source = source;
    this.from = span[0];
    this.size = span[1];
    this.firstRow = firstRow;
    this.firstDay = firstDay;
    this.tables = tables;
  }

  /// All days from `first` on which at least one symbol has a bar.
  public static Calendar union(List<BarSeries> symbols, long first) {
    int[] rows = new int[symbols.size()];
    int leader = 0;
    int size = 0;
    for (int s = 0; s < rows.length; s++) {
      BarSeries bars = symbols.get(s);
      rows[s] = bars.firstAtOrAfter(first);
      if (bars.size() - rows[s] > size) {
        leader = s;
        size = bars.size() - rows[s];
      }
    }
    BarSeries most = symbols.get(leader);
    int[] firstDay = new int[rows.length];
    for (int s = 0; s < rows.length; s++) {
      BarSeries bars = symbols.get(s);
      int count = bars.size() - rows[s];
      firstDay[s] = size - count;
      if (!sameDays(bars, rows[s], most, most.size() - count)) {
        return merged(symbols, first, rows);
      }
    }
    int[][] tables = new int[rows.length][];
    Arrays.fill(tables, STRAIGHT);
    int[] span = {rows[leader], size};
    return new Calendar(first, most.days(), span, rows, firstDay, tables);
  }

  /// This calendar with the new days of the same symbols, whose bars have grown at their end.
  public Calendar grown(List<BarSeries> symbols) {
    BarSeries any = symbols.getFirst();
    int grown = any.size() - firstRow[0] + firstDay[0];
    for (int s = 0; s < firstRow.length; s++) {
      BarSeries bars = symbols.get(s);
      int known = firstRow[s] + size - firstDay[s];
      boolean straight = tables[s].length == 0 && bars.size() - known == grown - size;
      if (!straight || !sameDays(bars, known, any, firstRow[0] + size - firstDay[0])) {
        return union(symbols, first);
      }
    }
    for (int s = 0; s < firstRow.length; s++) {
      if (firstDay[s] == 0 && grown > size) {
        int[] span = {firstRow[s], grown};
        return new Calendar(first, symbols.get(s).days(), span, firstRow, firstDay, tables);
      }
    }
    return union(symbols, first);
  }

  private static boolean sameDays(BarSeries one, int from, BarSeries other, int otherFrom) {
    return Arrays.equals(one.days(), from, one.size(), other.days(), otherFrom, other.size());
  }

  private static Calendar merged(List<BarSeries> symbols, long first, int[] rows) {
    int most = most(symbols, rows);
    int[] days = new int[most];
    int[][] own = new int[rows.length][];
    int[][] tables = new int[rows.length][most];
    for (int s = 0; s < rows.length; s++) {
      own[s] = Arrays.copyOf(symbols.get(s).days(), symbols.get(s).size() + 1);
      own[s][own[s].length - 1] = Signals.NEVER;
    }
    int[] firstDay = new int[rows.length];
    int[] next = rows.clone();
    int size = 0;
    for (int day = earliest(own, next); day != Signals.NEVER; day = earliest(own, next)) {
      for (int s = 0; s < next.length; s++) {
        next[s] += own[s][next[s]] == day ? 1 : 0;
        tables[s][size] = next[s] - 1;
        firstDay[s] += next[s] == rows[s] ? 1 : 0;
      }
      days[size++] = day;
    }
    return new Calendar(first, days, new int[] {0, size}, rows, firstDay, tables);
  }

  private static int earliest(int[][] own, int[] next) {
    int day = Signals.NEVER;
    for (int s = 0; s < next.length; s++) {
      day = Math.min(day, own[s][next[s]]);
    }
    return day;
  }

  /// The union has no more days than there are bars, and than lie between the first and the last.
  private static int most(List<BarSeries> symbols, int[] rows) {
    long bars = 0;
    long oldest = Long.MAX_VALUE;
    long newest = Long.MIN_VALUE;
    for (int s = 0; s < rows.length; s++) {
      BarSeries own = symbols.get(s);
      if (rows[s] < own.size()) {
        bars += own.size() - rows[s];
        oldest = Math.min(oldest, own.days()[rows[s]]);
        newest = Math.max(newest, own.days()[own.size() - 1]);
      }
    }
    return (int) Math.min(bars, newest - oldest + 1);
  }

  /// The days on which every symbol has a bar.
  public static int[] commonDays(List<BarSeries> symbols) {
    int[] common = Arrays.copyOf(symbols.getFirst().days(), symbols.getFirst().size());
    for (BarSeries bars : symbols.subList(1, symbols.size())) {
      int[] kept = new int[Math.min(common.length, bars.size())];
      int count = 0;
      for (int day : common) {
        if (Arrays.binarySearch(bars.days(), 0, bars.size(), day) >= 0) {
          kept[count++] = day;
        }
      }
      common = Arrays.copyOf(kept, count);
    }
    return common;
  }

  public int size() {
    return size;
  }

  /// Epoch day of a day of the calendar.
  public int day(int i) {
    return source[from + i];
  }

  /// All epoch days, in an array as long as the calendar.
  public int[] days() {
    int[] known = days;
    if (known == null) {
      boolean whole = from == 0 && source.length == size;
      known = whole ? source : Arrays.copyOfRange(source, from, from + size);
      days = known;
    }
    return known;
  }

  /// Index of the first day at or after an epoch day; the size when there is none.
  public int indexAtOrAfter(int epochDay) {
    int at = Arrays.binarySearch(source, from, from + size, epochDay);
    return (at >= 0 ? at : -at - 1) - from;
  }

  /// Index of the symbol's bar on a day of the calendar, -1 without one.
  public int row(int symbol, int day) {
    if (day < firstDay[symbol]) {
      return -1;
    }
    int[] table = tables[symbol];
    if (table.length == 0) {
      return firstRow[symbol] + day - firstDay[symbol];
    }
    boolean missed = day > firstDay[symbol] && table[day] == table[day - 1];
    return missed ? -1 : table[day];
  }

  /// Index of the symbol's newest bar on or before a day of the calendar, -1 without one.
  public int asOf(int symbol, int day) {
    int[] table = tables[symbol];
    if (table.length > 0) {
      return table[day];
    }
    int since = day - firstDay[symbol];
    return firstRow[symbol] + (since < 0 ? -1 : since);
  }

  /// The day of a symbol's bar; {@link Signals#NEVER} when that bar does not come.
  int dayOf(int symbol, int row) {
    if (row == Signals.NEVER) {
      return Signals.NEVER;
    }
    int[] table = tables[symbol];
    if (table.length == 0) {
      return firstDay[symbol] + row - firstRow[symbol];
    }
    int at = Arrays.binarySearch(table, 0, size, row);
    // The table repeats a bar on the days after it that have none.
    while (at > 0 && table[at - 1] == row) {
      at--;
    }
    return at < 0 ? Signals.NEVER : at;
  }

  /// The newest bar on or before each day; empty where every day from the first bar on has one.
  int[] table(int symbol) {
    return tables[symbol];
  }
}
