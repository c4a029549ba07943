package openbell.model.signal;

import java.math.BigDecimal;
import java.util.List;

/// What today's target weights mean for somebody's own holdings: how much to sell and buy, at the
/// close that decided, to be done by nobody but the reader.
///
/// @param value of cash and holdings together before, in the portfolio's currency
/// @param cashBefore as the reader said it
/// @param cashAfter what is left when all trades are done at `close`, costs paid
/// @param costs of all trades, by the portfolio's own cost rule
/// @param trades sells first; empty when nothing is to be done
/// @param notes what could not be done in full, and why
public record TradePlan(
    BigDecimal value,
    BigDecimal cashBefore,
    BigDecimal cashAfter,
    BigDecimal costs,
    List<Trade> trades,
    List<String> notes) {
  public TradePlan {
    trades = List.copyOf(trades);
    notes = List.copyOf(notes);
  }

  /// One thing to do.
  ///
  /// @param action `ENTER`, `INCREASE`, `REDUCE` or `EXIT`
  /// @param quantity units to trade, more than 0, whole lots
  /// @param held units before
  /// @param close the price it was computed with
  /// @param amount `quantity * close`
  public record Trade(
      String symbol,
      SignalAction action,
      BigDecimal quantity,
      BigDecimal held,
      BigDecimal close,
      BigDecimal amount,
      BigDecimal costs) {}
}
