package openbell.model.market;

import java.time.LocalDate;

/// Judges bars before anything is computed from them. The rules and their numbers, each with its
/// reason, are in `docs/data-gate.md`.
///
/// That dates ascend and none is there twice is no question here: {@link BarColumns} takes no
/// others.
public final class BarGate {
  /// How many of the newest bars are looked at for a split that is not adjusted, and may be cut off
  /// when they are bad. An older jump cannot be told from a crash, and blocking on it would never
  /// end.
  public static final int NEWEST = 5;

  /// Calendar days without a bar after which a symbol counts as delisted or renamed. The longest
  /// closures of exchanges are shorter: Shanghai's New Year takes up to 11 days.
  public static final int GONE_AFTER_DAYS = 30;

  /// Adjusted prices are rounded one by one; this much of the price is forgiven.
  private static final double ROUNDING = 1e-5;

  private BarGate() {}

  /// @param through last day the bars may be of
  public static BarVerdict check(BarColumns bars, LocalDate through) {
    return check(bars, through, firstWithoutPrice(bars));
  }

  /// The same for who knows the answer of {@link #firstWithoutPrice} already.
  public static BarVerdict check(BarColumns bars, LocalDate through, int withoutPrice) {
    int known = bars.size();
    while (known > 0 && bars.days()[known - 1] > through.toEpochDay()) {
      known--;
    }
    if (bars.size() == 0) {
      return new BarVerdict.Unusable("there are no bars");
    }
    int bad = known;
    String why = "there are bars of days after " + through;
    int inverted = firstInverted(bars);
    SplitJump jump = SplitJump.find(bars, Math.max(1, known - NEWEST), known);
    if (withoutPrice >= 0 && withoutPrice < bad) {
      bad = withoutPrice;
      why = "the bar of " + day(bars, bad) + " has a price that is not a number above 0";
    }
    if (inverted >= 0 && inverted < bad) {
      bad = inverted;
      why = "the high of " + day(bars, bad) + " is below its low";
    }
    if (jump != null && jump.at() < bad) {
      bad = jump.at();
      why = jump.words();
    }
    if (bad == bars.size()) {
      return new BarVerdict.Clean();
    }
    return bad == 0 || bad < known - NEWEST
        ? new BarVerdict.Unusable(why)
        : new BarVerdict.Cut(bad, why);
  }

  /// Whether a symbol whose newest bar is of `last` has none of for so long that it is not traded
  /// any more, at least not under this name.
  public static boolean isGone(LocalDate last, LocalDate through) {
    return last.isBefore(through.minusDays(GONE_AFTER_DAYS));
  }

  /// Index of the first bar whose open, high, low or close is not a finite number above 0; -1 when
  /// there is none.
  public static int firstWithoutPrice(BarColumns bars) {
    for (int t = 0; t < bars.size(); t++) {
      if (!(isPrice(bars.open()[t])
          && isPrice(bars.high()[t])
          && isPrice(bars.low()[t])
          && isPrice(bars.close()[t]))) {
        return t;
      }
    }
    return -1;
  }

  /// Index of the first bar whose high is below its low; -1 when there is none.
  public static int firstInverted(BarColumns bars) {
    double[] high = bars.high();
    double[] low = bars.low();
    for (int t = 0; t < high.length; t++) {
      if (high[t] < low[t]) {
        return t;
      }
    }
    return -1;
  }

  /// Index of the first bar whose high and low do not enclose open and close; -1 when there is
  /// none.
  /// Some index series have such days. Their opens and closes are still good, so this matters only
  /// to who reads highs or lows, and is no part of {@link #check}.
  public static int firstUnenclosed(BarColumns bars) {
    double[] open = bars.open();
    double[] close = bars.close();
    for (int t = 0; t < bars.size(); t++) {
      double top = Math.max(open[t], close[t]);
      double bottom = Math.min(open[t], close[t]);
      if (bars.high()[t] < top * (1 - ROUNDING) || bars.low()[t] > bottom * (1 + ROUNDING)) {
        return t;
      }
    }
    return -1;
  }

  private static boolean isPrice(double value) {
    return value > 0 && value < Double.POSITIVE_INFINITY;
  }

  private static LocalDate day(BarColumns bars, int at) {
    return LocalDate.ofEpochDay(bars.days()[at]);
  }
}
