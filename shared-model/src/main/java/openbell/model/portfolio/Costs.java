package openbell.model.portfolio;

/// What a fill costs: `max(minimum, rate * value + perShare * quantity)`, plus `sellTax * value` on
/// sells.
///
/// @param rate fraction of the traded value
/// @param perShare money per share
/// @param minimum least fee of one fill, in money
/// @param sellTax fraction of the value of a sell
/// @param slippageBasisPoints added to the price of buys, taken off the price of sells
public record Costs(
    double rate, double perShare, double minimum, double sellTax, double slippageBasisPoints) {
  public static final Costs NONE = new Costs(0, 0, 0, 0, 0);
}
