package openbell.worker.engine.portfolio;

import openbell.model.portfolio.Costs;
import openbell.model.portfolio.Execution;

/// Prices, fees and lots of fills.
///
/// @param costs what a fill costs
/// @param lot quantities are multiples of it; 0 for any quantity
record Tariff(Costs costs, double lot) {

  static Tariff of(Costs costs, Execution execution) {
    return new Tariff(costs, execution.fractional() ? 0 : execution.lotSize());
  }

  double buyPrice(double price) {
    return price * (1 + costs.slippageBasisPoints() / 10_000);
  }

  double sellPrice(double price) {
    return price * (1 - costs.slippageBasisPoints() / 10_000);
  }

  double buyFee(double value, double quantity) {
    return Math.max(costs.minimum(), costs.rate() * value + costs.perShare() * quantity);
  }

  double sellFee(double value, double quantity) {
    return buyFee(value, quantity) + costs.sellTax() * value;
  }

  /// What a buy takes out of the cash.
  double cost(double quantity, double price) {
    double value = quantity * price;
    return quantity > 0 ? value + buyFee(value, quantity) : 0;
  }

  /// The largest quantity that may be traded and is not above `quantity`.
  double wholeLots(double quantity) {
    if (!(quantity > 0) || Double.isInfinite(quantity)) {
      return 0;
    }
    return lot == 0 ? quantity : Math.floor(quantity / lot) * lot;
  }

  /// The largest tradable quantity up to `wanted` whose value and fee fit into `cash`; 0 for none.
  double affordable(double wanted, double price, double cash) {
    double quantity = wholeLots(wanted);
    if (quantity <= 0 || fits(quantity, price, cash)) {
      return quantity;
    }
    double perUnit = price * (1 + costs.rate()) + costs.perShare();
    double byRate = cash / perUnit;
    double byMinimum = (cash - costs.minimum()) / price;
    double most = wholeLots(Math.min(quantity, Math.min(byRate, byMinimum)));
    if (lot == 0) {
      // The last bits of the division: give way until it fits.
      while (most > 0 && !fits(most, price, cash)) {
        most = most * (1 - 1e-12) - Double.MIN_VALUE;
      }
      return Math.max(0, most);
    }
    while (most + lot <= quantity && fits(most + lot, price, cash)) {
      most += lot;
    }
    while (most > 0 && !fits(most, price, cash)) {
      most -= lot;
    }
    return Math.max(0, most);
  }

  private boolean fits(double quantity, double price, double cash) {
    double value = quantity * price;
    return value + buyFee(value, quantity) <= cash;
  }
}
