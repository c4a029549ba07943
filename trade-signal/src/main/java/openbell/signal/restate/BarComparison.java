package openbell.signal.restate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openbell.model.market.BarColumns;
import openbell.signal.restate.Revision.Restatement;
import org.jspecify.annotations.Nullable;

/// Compares the bars of one symbol as two runs saw them, on the days that both could know: from the
/// later of the two first days to the earlier of the two last ones.
final class BarComparison {
  /// Rescaled prices are rounded to six decimals, and vendors round more.
  private static final double ROUNDING = 2e-4;

  private final BarColumns before;
  private final BarColumns now;
  private final List<LocalDate> changed = new ArrayList<>();
  private final List<int[]> pairs = new ArrayList<>();
  private int same;
  private boolean sameBeforeChanged;
  private boolean alone;

  private BarComparison(BarColumns before, BarColumns now) {
    this.before = before;
    this.now = now;
  }

  /// Empty when nothing was changed; bars that were only added at the end change nothing.
  static Optional<Restatement> of(String symbol, BarColumns before, BarColumns now) {
    if (before.size() == 0 || now.size() == 0) {
      return Optional.empty();
    }
    BarComparison comparison = new BarComparison(before, now);
    comparison.walk();
    return comparison.changed.isEmpty()
        ? Optional.empty()
        : Optional.of(comparison.restatement(symbol));
  }

  private void walk() {
    int from = Math.max(before.days()[0], now.days()[0]);
    int to = Math.min(before.days()[before.size() - 1], now.days()[now.size() - 1]);
    int b = 0;
    int n = 0;
    while (b < before.size() || n < now.size()) {
      int beforeDay = b < before.size() ? before.days()[b] : Integer.MAX_VALUE;
      int nowDay = n < now.size() ? now.days()[n] : Integer.MAX_VALUE;
      int day = Math.min(beforeDay, nowDay);
      if (day > to) {
        return;
      }
      if (day >= from) {
        look(day, beforeDay == day ? b : -1, nowDay == day ? n : -1);
      }
      b += beforeDay == day ? 1 : 0;
      n += nowDay == day ? 1 : 0;
    }
  }

  private void look(int day, int b, int n) {
    if (b >= 0 && n >= 0 && isSame(b, n)) {
      same++;
      return;
    }
    changed.add(LocalDate.ofEpochDay(day));
    sameBeforeChanged |= same > 0;
    alone |= b < 0 || n < 0;
    pairs.add(new int[] {b, n});
  }

  private boolean isSame(int b, int n) {
    for (int c = 0; c < BarColumns.COLUMNS; c++) {
      if (Double.compare(before.ohlcv()[c][b], now.ohlcv()[c][n]) != 0) {
        return false;
      }
    }
    return true;
  }

  private Restatement restatement(String symbol) {
    int count = changed.size();
    return new Restatement(
        symbol,
        count,
        changed.subList(Math.max(0, count - Revision.MOST_LISTED), count),
        factor(),
        changed.getFirst(),
        changed.getLast());
  }

  /// What all prices up to the last changed day were multiplied by; null when it is not one number.
  private @Nullable Double factor() {
    if (sameBeforeChanged || alone || pairs.size() < 2) {
      return null;
    }
    int[] last = pairs.getLast();
    double factor = now.close()[last[1]] / before.close()[last[0]];
    if (factor == 1) {
      return null;
    }
    for (int[] pair : pairs) {
      for (int c = 0; c < BarColumns.COLUMNS - 1; c++) {
        double times = now.ohlcv()[c][pair[1]] / before.ohlcv()[c][pair[0]];
        if (!(Math.abs(times / factor - 1) <= ROUNDING)) {
          return null;
        }
      }
    }
    return factor;
  }
}
