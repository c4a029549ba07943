package openbell.signal.size;

import java.math.BigDecimal;
import java.math.RoundingMode;
import openbell.model.portfolio.Costs;

/// The portfolio's cost rule in decimals: fee, tax and slippage of one trade, rounded up to a cent.
record Fees(
    BigDecimal rate,
    BigDecimal perUnit,
    BigDecimal minimum,
    BigDecimal sellTax,
    BigDecimal slippage) {

  static Fees of(Costs costs) {
    return new Fees(
        decimal(costs.rate()),
        decimal(costs.perShare()),
        decimal(costs.minimum()),
        decimal(costs.sellTax()),
        decimal(costs.slippageBasisPoints()).movePointLeft(4));
  }

  private static BigDecimal decimal(double value) {
    return new BigDecimal(Double.toString(value));
  }

  BigDecimal ofBuy(BigDecimal amount, BigDecimal quantity) {
    return cents(fee(amount, quantity).add(slippage.multiply(amount)));
  }

  BigDecimal ofSell(BigDecimal amount, BigDecimal quantity) {
    return cents(fee(amount, quantity).add(sellTax.add(slippage).multiply(amount)));
  }

  private BigDecimal fee(BigDecimal amount, BigDecimal quantity) {
    return minimum.max(rate.multiply(amount).add(perUnit.multiply(quantity)));
  }

  private static BigDecimal cents(BigDecimal costs) {
    return costs.setScale(2, RoundingMode.CEILING);
  }
}
