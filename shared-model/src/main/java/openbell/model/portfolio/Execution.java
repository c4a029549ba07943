package openbell.model.portfolio;

import org.jspecify.annotations.Nullable;

/// How orders become fills.
///
/// @param lotSize quantities are multiples of it; 1 for single shares
/// @param fractional true: quantities are not rounded at all
/// @param warmupBars bars loaded before the start date, or null for `max(250, 5 x longest period)`
/// @param minHoldBars bars that must pass between an entry and an exit
/// @param cooldownBars bars that must pass between an exit and an entry
public record Execution(
    Fill fill,
    SizeAt sizeAt,
    OnCashShortage onCashShortage,
    Alignment calendar,
    @Nullable Integer warmupBars,
    int minHoldBars,
    int cooldownBars,
    int lotSize,
    boolean fractional) {

  /// When an order of bar `t` is filled: at the open of the next bar, or at the same close.
  public enum Fill {
    NEXT_OPEN,
    CLOSE
  }

  /// Which price turns an amount into a quantity.
  public enum SizeAt {
    SIGNAL_CLOSE,
    FILL_PRICE
  }

  /// What happens to a buy that the cash does not cover.
  public enum OnCashShortage {
    RESIZE,
    REJECT
  }

  /// Which sessions the portfolio steps over when its symbols do not trade on the same days.
  public enum Alignment {
    UNION,
    INTERSECTION
  }

  public static final Execution DEFAULT =
      new Execution(
          Fill.NEXT_OPEN,
          SizeAt.SIGNAL_CLOSE,
          OnCashShortage.RESIZE,
          Alignment.UNION,
          null,
          0,
          0,
          1,
          false);
}
