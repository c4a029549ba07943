package openbell.model.market;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A jump overnight that looks like a split nobody adjusted the bars before it for: the open is the
/// close before divided by a usual ratio, and the close is not far from there. A crash moves the
/// open or the close to such a place, hardly ever both.
///
/// @param at index of the first bar after the jump
/// @param words half a sentence about it
record SplitJump(int at, String words) {

  /// Whatever multiplies a price by this overnight, or divides it, is no trade.
  private static final double ANY = 4.5;

  /// A ratio that splits have.
  ///
  /// @param shares how many new shares there are for one
  /// @param open how far from its place the open may be
  /// @param close how far from its place the close may be
  private record Ratio(double shares, String part, double open, double close) {
    boolean isAt(double openTimes, double closeTimes) {
      return Math.abs(openTimes - 1) <= open && Math.abs(closeTimes - 1) <= close;
    }
  }

  // The shares of 3:2 and 2:1 are close to what a bad day does, so the open must meet them well. To
  // a
  // third and less, hardly anything but a split goes.
  private static final List<Ratio> USUAL =
      List.of(
          new Ratio(1.5, "two thirds", 0.03, 0.12),
          new Ratio(2, "half", 0.03, 0.12),
          new Ratio(3, "a third", 0.15, 0.15),
          new Ratio(4, "a quarter", 0.15, 0.15));

  /// The first such jump onto a bar from index `from`, at least 1, to before index `to`; or null.
  static @Nullable SplitJump find(BarColumns bars, int from, int to) {
    for (int t = from; t < to; t++) {
      double before = bars.close()[t - 1];
      String words = words(bars.open()[t] / before, bars.close()[t] / before);
      if (words != null) {
        return new SplitJump(
            t, words + " overnight, which looks like a split that is not adjusted");
      }
    }
    return null;
  }

  private static @Nullable String words(double open, double close) {
    if (Math.max(open, close) * ANY <= 1) {
      return "the price fell to 1/" + Math.round(1 / close);
    }
    if (Math.min(open, close) >= ANY && close < Double.POSITIVE_INFINITY) {
      return "the price rose to " + Math.round(close) + " times";
    }
    for (Ratio ratio : USUAL) {
      double shares = ratio.shares();
      if (ratio.isAt(open * shares, close * shares)) {
        return "the price fell to " + ratio.part();
      }
      // Nobody merges three shares into two, while volatility indices rise by half.
      if (shares >= 2 && ratio.isAt(open / shares, close / shares)) {
        return "the price rose to " + (int) shares + " times";
      }
    }
    return null;
  }
}
